package io.athena.apm.core.async;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** A {@link CompletionStage}: tells whoever asks. */
final class AsyncStage implements AsyncResult {

  @Override
  public void watch(Object result, PendingCall call) {
    try {
      // The stage that this makes is dropped: the application's own is as it was.
      var unused =
          ((CompletionStage<?>) result)
              .whenComplete((value, thrown) -> call.ended(value, cause(thrown)));
    } catch (Throwable refused) {
      call.unseen(result.getClass());
    }
  }

  /** Stages that depend on a failed one see its failure wrapped. */
  private static Throwable cause(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }
}
