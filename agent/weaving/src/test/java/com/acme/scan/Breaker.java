package com.acme.scan;

/** Changes. */
public class Breaker {

  /** How it stands. */
  public enum State {
    CLOSED,
    OPEN
  }

  /** Written by any thread. */
  public volatile State state = State.CLOSED;

  private int questions;

  /** For its constructor. */
  public Breaker() {}

  /** Is never asked twice with the same answer. */
  public int asked() {
    return ++questions;
  }

  /** Leaves it in a state. */
  public void move(String to) {
    state = State.valueOf(to);
  }

  /** Leaves it in a state and throws. */
  public void fail(String to) {
    state = State.valueOf(to);
    throw new IllegalStateException(to);
  }

  /** Runs what it is given, which may change it. */
  public void run(Runnable action) {
    action.run();
  }

  /** Not by a call that is measured. */
  public void reset() {
    state = State.CLOSED;
  }
}
