package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import io.github.resilience4j.timelimiter.TimeLimiter;
import io.github.resilience4j.timelimiter.TimeLimiterConfig;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against the real library, its own events being the truth. */
class Resilience4jTimeLimiterTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
          ResilienceInstrumentations.all(),
          (registry, spans, log) ->
              ResilienceInstrumentations.install(registry, spans, log, false, () -> {}));

  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  private static TimeLimiter limiter(String name, Duration timeout) {
    return TimeLimiter.of(name, TimeLimiterConfig.custom().timeoutDuration(timeout).build());
  }

  @Test
  void futures_areCountedByTheirEnd() throws Exception {
    TimeLimiter limiter = limiter("futures", Duration.ofMillis(1));
    assertThat(limiter.executeFutureSupplier(() -> CompletableFuture.completedFuture("answer")))
        .isEqualTo("answer");
    assertThatThrownBy(() -> limiter.executeFutureSupplier(Resilience4jTimeLimiterTest::failed))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> limiter.executeFutureSupplier(CompletableFuture::new))
        .isInstanceOf(TimeoutException.class);
    for (String event : new String[] {"success", "error", "timeout"}) {
      assertThat(events("futures", event)).as(event).isEqualTo(1);
    }
  }

  @Test
  void callsOnManyThreads_areCountedAsTheLibraryCountsThem() throws Exception {
    TimeLimiter limiter = limiter("busy", Duration.ofMillis(2));
    LibraryEvents library = new LibraryEvents("resilience4j");
    limiter
        .getEventPublisher()
        .onSuccess(event -> library.add("success"))
        .onError(event -> library.add("error"))
        .onTimeout(event -> library.add("timeout"));

    ManyThreads.run(200, random -> call(limiter, random));

    library.assertEqual(
        AGENT.measured(), "time_limiter.event", "busy", "success", "error", "timeout");
  }

  private void call(TimeLimiter limiter, Random random) {
    int outcome = random.nextInt(8);
    try {
      if (random.nextBoolean()) {
        limiter.executeFutureSupplier(() -> future(outcome));
      } else {
        limiter
            .executeCompletionStage(scheduler, () -> future(outcome))
            .toCompletableFuture()
            .join();
      }
    } catch (TimeoutException | IllegalArgumentException | CompletionException ended) {
      // The events tell.
    } catch (Exception unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  /** Some end about when the limit is reached. */
  private CompletableFuture<String> future(int outcome) {
    return switch (outcome) {
      case 0 -> new CompletableFuture<>();
      case 1, 2 -> failed();
      case 3 ->
          CompletableFuture.supplyAsync(
              () -> "answer",
              CompletableFuture.delayedExecutor(2, TimeUnit.MILLISECONDS, scheduler));
      default -> CompletableFuture.completedFuture("answer");
    };
  }

  private static CompletableFuture<String> failed() {
    return CompletableFuture.failedFuture(new IllegalArgumentException("failed"));
  }

  private static long events(String name, String event) {
    return AGENT
        .measured()
        .counter("time_limiter.event", "name", name, "library", "resilience4j", "event", event);
  }
}
