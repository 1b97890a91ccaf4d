package io.athena.apm.rules.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The agent checks whether a stage is complete before the stage notifies. */
class AsyncStageTest {

  private final List<Object> ended = new ArrayList<>();

  private final PendingCall call =
      new PendingCall() {
        @Override
        public void ended(Object value, Throwable error) {
          ended.add(error == null ? value : error);
        }

        @Override
        public void unobservable(Class<?> type) {
          ended.add(type);
        }
      };

  private void endIfThere(Object result) {
    AsyncResults.of(result).endIfThere(result, call);
  }

  @Test
  void completeFuture_endsTheCall() {
    endIfThere(CompletableFuture.completedFuture("value"));

    assertThat(ended).containsExactly("value");
  }

  @Test
  void failedFuture_endsTheCallWithItsError() {
    var error = new IllegalStateException();

    endIfThere(CompletableFuture.failedFuture(error).thenApply(value -> value));

    assertThat(ended).containsExactly(error);
  }

  @Test
  void futureThatIsNotComplete_endsNothing() {
    endIfThere(new CompletableFuture<>());

    assertThat(ended).isEmpty();
  }

  /** The JDK's minimal stages throw when they are asked. */
  @Test
  void stageThatCannotBeAsked_endsNothing() {
    endIfThere(CompletableFuture.completedStage("value"));

    assertThat(ended).isEmpty();
  }

  /** Overrides methods, which may run code of the application. */
  @Test
  void futureOfAnApplication_endsNothing() {
    var future =
        new CompletableFuture<String>() {
          @Override
          public boolean isDone() {
            throw new IllegalStateException();
          }
        };

    endIfThere(future);

    assertThat(ended).isEmpty();
  }
}
