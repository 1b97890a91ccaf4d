package com.acme.scan;

/** A hand-written breaker with a state that changes. */
public class Breaker {

  /** The state of the breaker. */
  public enum State {
    CLOSED,
    OPEN
  }

  /** Written by any thread. */
  public volatile State state = State.CLOSED;

  private int questions;

  /** For its constructor. */
  public Breaker() {}

  /** Returns another value at each call. */
  public int asked() {
    return ++questions;
  }

  /** Sets the state. */
  public void move(String to) {
    state = State.valueOf(to);
  }

  /** Sets the state and throws. */
  public void fail(String to) {
    state = State.valueOf(to);
    throw new IllegalStateException(to);
  }

  /** Runs an action, which may change the state. */
  public void run(Runnable action) {
    action.run();
  }

  /** Sets the state in a method that is not measured. */
  public void reset() {
    state = State.CLOSED;
  }
}
