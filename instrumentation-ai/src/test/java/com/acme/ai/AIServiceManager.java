package com.acme.ai;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Does what it is told, under the names the agent looks for. */
public final class AIServiceManager {

  /** An answer and who gave it. */
  public record Result(String provider, String model) {}

  public Result analyzeWithFailover(Supplier<Result> work) {
    return work.get();
  }

  public Result analyzeWithFailover(Supplier<Result> work, int attempts) {
    return attempts > 0 ? analyzeWithFailover(work) : null;
  }

  public CompletableFuture<Result> analyzeWithFailover(CompletableFuture<Result> later) {
    return later;
  }

  public Future<Result> analyzeWithFailover(ExecutorService pool, Callable<Result> work) {
    return pool.submit(work);
  }
}
