package com.acme;

import java.util.concurrent.Callable;

/** A home-made circuit breaker without accessors; its only public method is execute. */
public final class CircuitBreaker {

  private enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  private final String name;
  private final int threshold;
  private State state = State.CLOSED;
  private int failures;

  CircuitBreaker(String name, int threshold) {
    this.name = name;
    this.threshold = threshold;
  }

  /** Runs the call. An open breaker becomes half open at once, so tests need not wait. */
  public synchronized <T> T execute(Callable<T> call) throws Exception {
    if (state == State.OPEN) {
      changeState(State.HALF_OPEN);
    }
    try {
      T result = call.call();
      onSuccess();
      return result;
    } catch (Exception failure) {
      onFailure();
      throw new Exception(name + " failed", failure);
    }
  }

  private void onSuccess() {
    failures = 0;
    if (state != State.CLOSED) {
      changeState(State.CLOSED);
    }
  }

  private void onFailure() {
    failures++;
    if (failures >= threshold) {
      changeState(State.OPEN);
    }
  }

  private void changeState(State next) {
    state = next;
  }
}
