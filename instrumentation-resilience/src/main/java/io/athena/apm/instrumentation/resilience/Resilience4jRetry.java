package io.athena.apm.instrumentation.resilience;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import io.github.resilience4j.retry.event.RetryEvent;
import java.util.List;
import java.util.function.Supplier;
import net.bytebuddy.asm.Advice;

/** Counts what Resilience4j retries do, 1.7 and later. A call that succeeds at once is no event. */
public final class Resilience4jRetry implements LibraryInstrumentation {

  private static final String LIBRARY = Resilience4jCircuitBreaker.LIBRARY;

  @Override
  public String name() {
    return "resilience4j-retry";
  }

  @Override
  public String libraryPackage() {
    return "io.github.resilience4j.";
  }

  @Override
  public String description() {
    return "Resilience4j retries 1.7 and later: attempts after a failure, and how the calls with"
        + " such attempts end";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        Hook.of(
            "io.github.resilience4j.retry.internal.RetryImpl"
                + "#publishRetryEvent(java.util.function.Supplier)",
            Resilience4jRetry.class,
            "Event"));
  }

  /** The supplier creates an event and does nothing else; a listener's event is another one. */
  static final class Event {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.FieldValue("name") String name, @Advice.Argument(0) Supplier<RetryEvent> event) {
      Probes.resilience().event("retry", LIBRARY, name, event.get().getEventType().name());
    }
  }
}
