package io.athena.apm.rules.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PendingFuturesTest {

  private final AtomicLong clock = new AtomicLong();
  private final PendingFutures futures = new PendingFutures(2, clock::get);
  private final List<String> ended = new ArrayList<>();

  private boolean await(Future<?> future, String call) {
    return futures.await(future, new Named(call));
  }

  private static FutureTask<String> task() {
    return new FutureTask<>(() -> "ok");
  }

  @Test
  void completedFuture_endsItsCall_once() {
    futures.observeWith(() -> true);
    FutureTask<String> task = task();
    assertThat(await(task, "call")).isTrue();
    task.run();
    futures.accept(task);
    futures.accept(task);

    assertThat(ended).containsExactly("call ok null");
  }

  /** The future completes while the JDK's classes are woven. */
  @Test
  void futureThatIsDoneMeanwhile_endsItsCallAtOnce() {
    FutureTask<String> task = task();
    futures.observeWith(
        () -> {
          task.run();
          return true;
        });

    assertThat(await(task, "call")).isTrue();
    assertThat(ended).containsExactly("call ok null");
  }

  @Test
  void futureThatIsCancelled_endsItsCall() {
    futures.observeWith(() -> true);
    ForkJoinTask<String> task = ForkJoinTask.adapt(() -> "ok");
    await(task, "call");
    task.cancel(false);
    futures.accept(task);

    assertThat(ended).containsExactly("call null " + CancellationException.class.getName());
  }

  @Test
  void futureThatIsNotDoneYet_isIgnored() {
    futures.observeWith(() -> true);
    FutureTask<String> task = task();
    await(task, "call");
    futures.accept(task);

    assertThat(ended).isEmpty();
  }

  @Test
  void unknownFuture_isIgnored() {
    futures.observeWith(() -> true);
    await(task(), "call");
    FutureTask<String> other = task();
    other.run();
    futures.accept(other);

    assertThat(ended).isEmpty();
  }

  /** For example because its pool was shut down. */
  @Test
  void futuresThatAreNeverDone_areLimited() {
    futures.observeWith(() -> true);
    FutureTask<String> one = task();
    FutureTask<String> two = task();
    FutureTask<String> three = task();

    assertThat(await(one, "one") && await(two, "two")).isTrue();
    assertThat(await(three, "three")).isFalse();

    one.run();
    futures.accept(one);
    assertThat(await(three, "three")).isTrue();
  }

  @Test
  void collectedFutures_makeRoom() {
    futures.observeWith(() -> true);
    assertThat(await(task(), "one") && await(task(), "two")).isTrue();

    FutureTask<String> three = task();
    while (!await(three, "three")) {
      System.gc();
    }
    three.run();
    futures.accept(three);

    assertThat(ended).containsExactly("three ok null");
  }

  @Test
  void callThatHasWaitedTenMinutes_isLoosened_andStillEnds() {
    futures.observeWith(() -> true);
    FutureTask<String> task = task();
    await(task, "one");
    clock.addAndGet(TimeUnit.MINUTES.toNanos(5));
    await(task, "two");

    clock.addAndGet(TimeUnit.MINUTES.toNanos(5) - 1);
    futures.run();
    assertThat(ended).isEmpty();
    clock.incrementAndGet();
    futures.run();
    assertThat(ended).containsExactly("one loosened");
    task.run();
    futures.accept(task);

    assertThat(ended).containsExactly("one loosened", "one ok null", "two ok null");
  }

  @Test
  void withoutCompletionEvents_nothingIsHeld() {
    assertThat(await(task(), "before anybody was asked")).isFalse();
    futures.observeWith(() -> false);
    assertThat(await(task(), "switched off")).isFalse();
  }

  @Test
  void futureOfAnotherKind_isNotWaitedFor() {
    futures.observeWith(() -> true);

    assertThat(await(new Other(), "call")).isFalse();
  }

  /** Some futures check the thread's interrupt before they return their result. */
  @Test
  void interruptedThread_readsTheResult_andStaysInterrupted() {
    futures.observeWith(() -> true);
    ForkJoinTask<String> task = ForkJoinTask.adapt(() -> "ok");
    await(task, "call");
    task.invoke();
    Thread.currentThread().interrupt();
    futures.accept(task);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(ended).containsExactly("call ok null");
  }

  private final class Named implements PendingCall {

    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public void ended(Object value, Throwable error) {
      ended.add(name + " " + value + " " + (error == null ? null : error.getClass().getName()));
    }

    @Override
    public void unobservable(Class<?> type) {
      ended.add(name + " unseen");
    }

    @Override
    public void loosen() {
      ended.add(name + " loosened");
    }

    @Override
    public PendingCall subscribed() {
      return this;
    }
  }

  /** As the futures of asynchronous channels. */
  private static final class Other implements Future<String> {

    @Override
    public boolean cancel(boolean mayInterrupt) {
      return false;
    }

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public String get() {
      return null;
    }

    @Override
    public String get(long time, TimeUnit unit) {
      return null;
    }
  }
}
