package io.athena.apm.instrumentation.resilience;

import io.athena.apm.rules.values.PathReader;
import java.util.function.Consumer;

/**
 * Reads the state of a breaker of Hystrix from its fields. That of 1.5.12 has a status, and the
 * time at which it has opened; that of the versions before and after has a flag.
 *
 * <p>In 1.5.12 a timer may set the status to open while a successful call closes the breaker. The
 * breaker then permits every call from there on, since the time is reset: it is closed.
 */
final class HystrixState implements StateReader {

  private static final long ABSENT = Long.MIN_VALUE;

  private final PathReader flag;
  private final PathReader status;
  private final PathReader openedAt;

  HystrixState(Consumer<String> log) {
    this.flag = PathReader.ofFirst(log, "circuitOpen");
    this.status = PathReader.ofFirst(log, "status");
    this.openedAt = PathReader.ofFirst(log, "circuitOpened");
  }

  @Override
  public String read(Object breaker, boolean mayCall) {
    Boolean isOpen = flag.readBoolean(breaker);
    if (isOpen != null) {
      return isOpen ? "open" : "closed";
    }
    long since = openedAt.readLong(breaker, ABSENT);
    if (since == ABSENT) {
      return null;
    }
    return since < 0 ? "closed" : status.readText(breaker);
  }
}
