package com.acme.scan;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Returns a stage that another thread completes. */
public class LaterScanner {

  /** Completed by the test. */
  public final CompletableFuture<String> result = new CompletableFuture<>();

  /** For its constructor. */
  public LaterScanner() {}

  /** An asynchronous result. */
  public CompletionStage<String> scan(String path) {
    return result.thenApply(found -> path + " " + found);
  }
}
