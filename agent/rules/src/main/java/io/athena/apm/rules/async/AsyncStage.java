package io.athena.apm.rules.async;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/** A {@link CompletionStage}: takes a listener. */
/*
 * A CompletableFuture notifies the last listener first, so ours runs after those that callers have
 * added to the returned result. So woven code of the JDK reports the completion, and the time is
 * taken then.
 */
final class AsyncStage implements AsyncResult {

  private static final PendingResults PENDING = PendingResults.OF_THIS_JVM;

  private final boolean isReadable;

  /** For the results of a class. */
  AsyncStage(Class<?> type) {
    this.isReadable =
        CompletableFuture.class.isAssignableFrom(type) && has(type, "isDone") && has(type, "get");
  }

  /** Whether a method is the JDK's: a class may override it, as minimal stages do. */
  private static boolean has(Class<?> type, String method) {
    try {
      return type.getMethod(method).getDeclaringClass() == CompletableFuture.class;
    } catch (NoSuchMethodException | LinkageError incomplete) {
      return false;
    }
  }

  @Override
  public void endIfThere(Object result, PendingCall call) {
    if (isReadable && ((Future<?>) result).isDone()) {
      AsyncFuture.read((Future<?>) result, call);
    }
  }

  @Override
  public void watch(Object result, PendingCall call) {
    if (isReadable && ((Future<?>) result).isDone()) {
      AsyncFuture.read((Future<?>) result, call);
    } else if (PENDING.await(result, call, calls -> listen((CompletionStage<?>) result, calls))
        && result instanceof CompletableFuture
        && call.isTimed()) {
      PendingFutures.ofThisJvm().isObserved();
    }
  }

  private static void listen(CompletionStage<?> stage, WaitingCalls calls) {
    // The new stage is dropped; the application's own stays unchanged.
    var unused =
        stage.whenComplete(
            (value, thrown) -> PENDING.end(stage, calls, call -> call.ended(value, cause(thrown))));
  }

  /** Unwraps the failure of a stage on which this one depends. */
  private static Throwable cause(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }
}
