package com.acme.resilience;

import java.util.function.Supplier;

/** Hand-written, all of it synchronized; only a getter tells its state under a known name. */
public final class SimpleCircuitBreaker {

  private boolean tripped;

  public synchronized <T> T execute(Supplier<T> call) {
    return call.get();
  }

  public synchronized void recordFailure() {
    tripped = true;
  }

  public synchronized String getState() {
    return tripped ? "OPEN" : "CLOSED";
  }
}
