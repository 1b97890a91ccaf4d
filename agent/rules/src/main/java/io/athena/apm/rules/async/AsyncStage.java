package io.athena.apm.rules.async;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** A {@link CompletionStage}: takes a listener. */
final class AsyncStage implements AsyncResult {

  @Override
  public void watch(Object result, PendingCall call) {
    try {
      // The new stage is dropped; the application's own stays unchanged.
      var unused =
          ((CompletionStage<?>) result)
              .whenComplete((value, thrown) -> call.ended(value, cause(thrown)));
    } catch (Throwable refused) {
      call.unobservable(result.getClass());
    }
  }

  /** Unwraps the failure of a stage on which this one depends. */
  private static Throwable cause(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }
}
