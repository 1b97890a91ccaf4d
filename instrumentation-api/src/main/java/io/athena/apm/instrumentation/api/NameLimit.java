package io.athena.apm.instrumentation.api;

import io.athena.apm.core.log.AgentLog;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Limits how many metrics an application may name. Past the limit new names are dropped, because no
 * existing metric could count for them; one line reports it. Thread-safe.
 */
final class NameLimit {

  /** The maximum; the same name with other tag names counts again. */
  static final int MOST = 1_000;

  private final AtomicInteger left = new AtomicInteger(MOST);
  private final AtomicBoolean warned = new AtomicBoolean();
  private final AgentLog log;

  NameLimit(AgentLog log) {
    this.log = log;
  }

  boolean refuses(String name) {
    boolean reached = left.get() <= 0;
    if (reached && !warned.getAndSet(true)) {
      log.warn("Apm was given " + MOST + " metrics; " + name + " and further ones are dropped");
    }
    return reached;
  }

  void take() {
    left.decrementAndGet();
  }
}
