package com.acme.scan;

import com.acme.scan.Breaker.State;
import java.util.concurrent.CompletableFuture;

/** Holds the values that rules read in tests. */
public class Result {

  /** A text. */
  public String type = "java";

  /** An enum constant. */
  public State state = State.OPEN;

  /** A number. */
  public long size = 1_720;

  /** A fraction. */
  public double share = 0.25;

  /** A boolean. */
  public Boolean malicious = true;

  /** A list, an array or a map. */
  public Object findings;

  /** A getter that calls another method. */
  public String label() {
    return describe();
  }

  /** Measured by a rule. */
  public String describe() {
    return "label of " + type;
  }

  /** Returns its argument; measured by a rule. */
  public Result give(Result result) {
    return result;
  }

  /** Runs its argument. */
  public void ask(Runnable question) {
    question.run();
  }

  /** Returns its argument, an asynchronous result. */
  public CompletableFuture<String> later(CompletableFuture<String> result) {
    return result;
  }

  /** Throws its argument. */
  public Result fail(RuntimeException problem) {
    throw problem;
  }
}
