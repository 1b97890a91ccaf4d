package com.acme.resilience;

import java.util.function.Supplier;

/** Hand-written: opens after two failures, lets a probe through when told that time has passed. */
public final class CircuitBreaker {

  /** Its states. */
  public enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  private final String name;
  private State state = State.CLOSED;
  private int failures;
  private boolean rested;

  public CircuitBreaker(String name) {
    this.name = name;
  }

  public synchronized <T> T execute(Supplier<T> call) {
    if (state == State.OPEN) {
      if (!rested) {
        throw new IllegalStateException(name + " is open");
      }
      state = State.HALF_OPEN;
    }
    try {
      T result = call.get();
      onSuccess();
      return result;
    } catch (RuntimeException failed) {
      onFailure();
      throw failed;
    }
  }

  /** Returns something else instead of failing. */
  public <T> T execute(Supplier<T> call, T fallback) {
    try {
      return execute(call);
    } catch (RuntimeException failed) {
      return fallback;
    }
  }

  public synchronized void rest() {
    rested = true;
  }

  private void onSuccess() {
    failures = 0;
    state = State.CLOSED;
  }

  private void onFailure() {
    failures++;
    if (failures >= 2) {
      rested = false;
      state = State.OPEN;
    }
  }
}
