package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.scan.ReactiveScanner;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFutureTask;
import com.google.common.util.concurrent.SettableFuture;
import io.athena.apm.rules.async.PendingFutures;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Methods that return a {@link Future}. Each reading of the clock advances it by a microsecond. */
class FutureResultTest {

  private static final PendingFutures FUTURES = PendingFutures.ofThisJvm();

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();
  private WovenObject woven;

  @BeforeEach
  void weave() throws Exception {
    fixture.use(
        """
        rules:
          - method: "com.acme.scan.ReactiveScanner#future"
            span: scan
            metrics:
              - count: scanned
                value: return.length
              - count: asked
        """);
    woven = fixture.create(ReactiveScanner.class);
  }

  @AfterEach
  void nobodyTells() {
    FUTURES.observeWith(null);
  }

  private Object call(Future<String> future) throws Exception {
    return woven.set("result", future).call("future", "a");
  }

  private static FutureTask<String> done(Callable<String> work) {
    FutureTask<String> task = new FutureTask<>(work);
    task.run();
    return task;
  }

  @Test
  void futureThatIsDone_isRead() throws Exception {
    FutureTask<String> task = done(() -> "ok");

    assertThat(call(task)).isSameAs(task);
    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "scan.duration{error:none} 1 sum 1000", "scan.total{} 1", "scanned{} 2", "asked{} 1");
  }

  @Test
  void futureThatHasFailed_hasTheErrorAndNotItsWrapper() throws Exception {
    call(
        done(
            () -> {
              throw new IllegalStateException("x");
            }));

    assertThat(fixture.measured()).contains("scan.error{error:IllegalStateException} 1");
  }

  @Test
  void futureThatIsCancelled_hasTheError() throws Exception {
    FutureTask<String> task = new FutureTask<>(() -> "ok");
    task.cancel(false);
    call(task);

    assertThat(fixture.measured()).contains("scan.error{error:CancellationException} 1");
  }

  @Test
  void futureThatIsNotDone_isReadWhenItCompletes() throws Exception {
    FUTURES.observeWith(() -> true);
    FutureTask<String> task = new FutureTask<>(() -> "ok");
    assertThat(call(task)).isSameAs(task);
    assertThat(fixture.measured()).isEmpty();

    task.run();
    FUTURES.accept(task);

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "scan.duration{error:none} 1 sum 1000", "scan.total{} 1", "scanned{} 2", "asked{} 1");
  }

  @Test
  void futureThatFailsLater_hasTheError() throws Exception {
    FUTURES.observeWith(() -> true);
    FutureTask<String> task =
        new FutureTask<>(
            () -> {
              throw new IllegalStateException("x");
            });
    call(task);
    task.run();
    FUTURES.accept(task);

    assertThat(fixture.measured()).contains("scan.error{error:IllegalStateException} 1");
  }

  @Test
  void futureThatTwoCallsReturn_endsBoth() throws Exception {
    FUTURES.observeWith(() -> true);
    FutureTask<String> task = new FutureTask<>(() -> "ok");
    call(task);
    call(task);
    task.run();
    FUTURES.accept(task);
    FUTURES.accept(task);

    assertThat(fixture.measured()).contains("scan.total{} 2", "scanned{} 4", "asked{} 2");
  }

  /** As if the executors' switch were off. */
  @Test
  void futureThatIsNotObserved_countsWithoutADuration_andIsReportedOnce() throws Exception {
    FUTURES.observeWith(() -> false);
    FutureTask<String> task = new FutureTask<>(() -> "ok");
    call(task);
    call(task);
    task.run();

    assertThat(fixture.measured()).containsExactlyInAnyOrder("scan.total{} 2", "asked{} 2");
    assertThat(fixture.logged())
        .containsExactly(
            "rules.yaml:2: the completion of a java.util.concurrent.FutureTask can't be observed:"
                + " such"
                + " calls count when they return, without a duration, 'return' and 'error'");
  }

  @Test
  void futureThatIsAStage_isWaitedFor() throws Exception {
    CompletableFuture<String> future = new CompletableFuture<>();
    call(future);
    assertThat(fixture.measured()).isEmpty();
    future.complete("ok");

    assertThat(fixture.measured()).contains("scan.total{} 1", "scanned{} 2");
  }

  @Test
  void futureOfGuava_notifiesItsListener() throws Exception {
    SettableFuture<String> future = SettableFuture.create();
    assertThat(call(future)).isSameAs(future);
    assertThat(fixture.measured()).isEmpty();
    future.set("ok");

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "scan.duration{error:none} 1 sum 1000", "scan.total{} 1", "scanned{} 2", "asked{} 1");
  }

  @Test
  void futureOfGuava_thatFails_hasTheError() throws Exception {
    SettableFuture<String> future = SettableFuture.create();
    call(Futures.transform(future, String::trim, Runnable::run));
    future.setException(new IllegalStateException("x"));

    assertThat(fixture.measured()).contains("scan.error{error:IllegalStateException} 1");
  }

  /** This future is also a task of the JDK. */
  @Test
  void taskOfGuava_notifiesItsListener() throws Exception {
    ListenableFutureTask<String> task = ListenableFutureTask.create(() -> "ok");
    call(task);
    task.cancel(true);

    assertThat(fixture.measured()).contains("scan.error{error:CancellationException} 1");
  }

  @Test
  void stageThatRefusesItsListener_countsWithoutADuration() throws Exception {
    Refusing future = new Refusing();
    for (int i = 0; i < 20; i++) {
      assertThat(call(future)).isSameAs(future);
    }

    assertThat(fixture.measured()).containsExactlyInAnyOrder("scan.total{} 20", "asked{} 20");
    assertThat(fixture.logged()).singleElement().asString().contains("Refusing can't be observed");
  }

  @Test
  void stageThatCompletesAndRefuses_countsOnce() throws Exception {
    Refusing future = new Refusing();
    future.complete("ok");
    call(future);

    assertThat(fixture.measured()).contains("scan.total{} 1", "scanned{} 2", "asked{} 1");
  }

  /** Adds the listener, then throws. */
  private static final class Refusing extends CompletableFuture<String> {

    @Override
    public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> a) {
      CompletableFuture<String> listened = super.whenComplete(a);
      throw new UnsupportedOperationException("asked " + listened);
    }
  }

  @Test
  void futureOfTheApplication_isNotObserved() throws Exception {
    call(new Asked());

    assertThat(fixture.measured()).containsExactlyInAnyOrder("scan.total{} 1", "asked{} 1");
  }

  /** Overrides a method that a measurement must not run. */
  private static final class Asked extends FutureTask<String> {

    Asked() {
      super(() -> "ok");
    }

    @Override
    public boolean isDone() {
      throw new AssertionError("asked");
    }
  }
}
