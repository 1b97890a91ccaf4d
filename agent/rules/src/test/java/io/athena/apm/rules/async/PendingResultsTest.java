package io.athena.apm.rules.async;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.SettableFuture;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that return the same pending result. */
@Timeout(60)
class PendingResultsTest {

  private final List<String> notified = new ArrayList<>();
  private final CompletableFuture<String> result = new CompletableFuture<>();

  private void call(Object returned, String name) {
    AsyncResults.of(returned).watch(returned, new Named(name));
  }

  @Test
  void sharedStage_hasOneListener_andEndsAllCalls() {
    call(result, "one");
    call(result, "two");
    assertThat(result.getNumberOfDependents()).isEqualTo(1);

    result.complete("ok");
    call(result, "three");

    assertThat(notified).containsExactly("one ok null", "two ok null", "three ok null");
  }

  @Test
  void callsBeyondTheLimit_areUnobservable() {
    for (int i = 0; i < WaitingCalls.MOST; i++) {
      call(result, "waits");
    }
    call(result, "one more");
    assertThat(notified).containsExactly("one more unseen");

    result.complete("ok");
    assertThat(notified).hasSize(WaitingCalls.MOST + 1);
  }

  @Test
  void sharedListenableFuture_endsAllCalls() {
    SettableFuture<String> future = SettableFuture.create();
    call(future, "one");
    call(future, "two");
    future.set("ok");

    assertThat(notified).containsExactly("one ok null", "two ok null");
  }

  /** The JDK reports the value before it notifies listeners, the newest first. */
  @Test
  void valueArrives_beforeTheCallEnds() {
    call(result, "one");
    CompletableFuture<Void> attachedLater = result.thenRun(() -> notified.add("callback"));
    PendingFutures.ofThisJvm().accept(result);
    result.complete("ok");

    assertThat(attachedLater).isCompleted();
    assertThat(notified).containsExactly("one arrived", "callback", "one ok null");
  }

  @Test
  void callThatComesWhileCallbacksRun_hasArrived() {
    call(result, "one");
    PendingFutures.ofThisJvm().accept(result);
    call(result, "two");

    assertThat(notified).containsExactly("one arrived", "two arrived");
  }

  @Test
  void minimalStage_endsItsCalls() {
    CompletionStage<String> stage = result.minimalCompletionStage();
    call(stage, "one");
    result.completeExceptionally(new IllegalStateException("x"));

    assertThat(notified).containsExactly("one null java.lang.IllegalStateException: x");
  }

  @Test
  void stageThatIsNeverDone_isCollectedWithItsCall() {
    WeakReference<PendingCall> dead = neverDone();
    while (dead.get() != null) {
      System.gc();
    }
    assertThat(notified).isEmpty();
  }

  private WeakReference<PendingCall> neverDone() {
    CompletableFuture<String> never = new CompletableFuture<>();
    PendingCall call = new Named("never");
    AsyncResults.of(never).watch(never, call);
    return new WeakReference<>(call);
  }

  private final class Named implements PendingCall {

    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public void arrived() {
      notified.add(name + " arrived");
    }

    @Override
    public void ended(Object value, Throwable error) {
      notified.add(name + " " + value + " " + error);
    }

    @Override
    public void unobservable(Class<?> type) {
      notified.add(name + " unseen");
    }
  }
}
