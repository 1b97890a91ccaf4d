package io.athena.apm.core.rules.active;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * A result that arrives later: the call ends when it does, on the thread that brings it. What the
 * rule reads is held until then.
 */
final class LaterResult {

  private LaterResult() {}

  /**
   * Waits without a thread.
   *
   * @param ended gets the value or what was thrown; what it throws itself is contained by the stage
   */
  static void of(CompletionStage<?> stage, BiConsumer<Object, Throwable> ended) {
    // The stage that this makes is dropped: the application's own is as it was.
    var unused = stage.whenComplete((value, thrown) -> ended.accept(value, cause(thrown)));
  }

  /** Stages that depend on a failed one see its failure wrapped. */
  private static Throwable cause(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }
}
