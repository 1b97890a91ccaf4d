package com.athena.resilience;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * Stops calling what keeps failing, and tries one call again after a while. Any number of threads
 * may call it; the call itself runs on the caller's thread and outside of any lock.
 */
public final class CircuitBreaker {

  /** Whether calls pass: all of them, none, or a single one on trial. */
  public enum State {
    /** Every call passes. */
    CLOSED,
    /** No call passes until the reset timeout is over. */
    OPEN,
    /** One call passes; its outcome closes or opens the breaker. */
    HALF_OPEN
  }

  private final String name;
  private final int failureThreshold;
  private final long resetTimeoutNanos;
  private final BiConsumer<String, State> listener;
  private final LongSupplier nanoTime;

  private volatile State state = State.CLOSED;
  private int failures;
  private long openedAt;
  private boolean trialRunning;
  private long transitions;

  /**
   * A closed breaker.
   *
   * @param name what it protects
   * @param failureThreshold failures in a row that open it, at least 1
   * @param resetTimeout how long it stays open before it lets one call try
   * @param listener is told the name and the new state, on the thread that caused the change
   */
  public CircuitBreaker(
      String name,
      int failureThreshold,
      Duration resetTimeout,
      BiConsumer<String, State> listener) {
    this(name, failureThreshold, resetTimeout, listener, System::nanoTime);
  }

  CircuitBreaker(
      String name,
      int failureThreshold,
      Duration resetTimeout,
      BiConsumer<String, State> listener,
      LongSupplier nanoTime) {
    this.name = name;
    this.failureThreshold = failureThreshold;
    this.resetTimeoutNanos = resetTimeout.toNanos();
    this.listener = listener;
    this.nanoTime = nanoTime;
  }

  /**
   * Runs the call if the breaker lets it pass.
   *
   * @return what the call returned
   * @throws CircuitBreakerOpenException without running the call, if the breaker is open
   * @throws Exception whatever the call throws
   */
  public <T> T execute(Callable<T> call) throws Exception {
    long epoch = enter();
    T result;
    try {
      result = call.call();
    } catch (Throwable failure) {
      onFailure(epoch);
      throw failure;
    }
    onSuccess(epoch);
    return result;
  }

  /** What it protects. */
  public String name() {
    return name;
  }

  /** The state now; an expired reset timeout shows only when the next call comes. */
  public State state() {
    return state;
  }

  private synchronized long enter() {
    if (state == State.OPEN && nanoTime.getAsLong() - openedAt >= resetTimeoutNanos) {
      transitionTo(State.HALF_OPEN);
    }
    if (state == State.OPEN || trialRunning) {
      throw new CircuitBreakerOpenException(name);
    }
    trialRunning = state == State.HALF_OPEN;
    return transitions;
  }

  private synchronized void onSuccess(long epoch) {
    if (isLate(epoch)) {
      return;
    }
    failures = 0;
    if (state == State.HALF_OPEN) {
      transitionTo(State.CLOSED);
    }
  }

  private synchronized void onFailure(long epoch) {
    if (isLate(epoch)) {
      return;
    }
    failures++;
    if (state == State.HALF_OPEN || failures >= failureThreshold) {
      openedAt = nanoTime.getAsLong();
      transitionTo(State.OPEN);
    }
  }

  /** A call that began before the last change of state says nothing about the state since. */
  private boolean isLate(long epoch) {
    return epoch != transitions;
  }

  private void transitionTo(State next) {
    state = next;
    failures = 0;
    trialRunning = false;
    transitions++;
    listener.accept(name, next);
  }
}
