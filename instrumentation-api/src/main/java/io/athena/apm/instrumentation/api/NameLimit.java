package io.athena.apm.instrumentation.api;

import io.athena.apm.core.log.AgentLog;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many metrics an application may name. Past it new names are dropped, because there is nothing
 * that they could be folded into; one line says so.
 */
final class NameLimit {

  /** A metric with other tag names is another one. */
  static final int MOST = 1_000;

  private final AtomicInteger left = new AtomicInteger(MOST);
  private final AtomicBoolean warned = new AtomicBoolean();
  private final AgentLog log;

  NameLimit(AgentLog log) {
    this.log = log;
  }

  /** Whether this one comes too late. */
  boolean refuses(String name) {
    boolean reached = left.get() <= 0;
    if (reached && !warned.getAndSet(true)) {
      log.warn("Apm was given " + MOST + " metrics; " + name + " and further ones are dropped");
    }
    return reached;
  }

  /** One more has been made. */
  void take() {
    left.decrementAndGet();
  }
}
