package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import io.github.resilience4j.retry.MaxRetriesExceededException;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against the real library, its own events and metrics being the truth. */
class Resilience4jRetryTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
          ResilienceInstrumentations.all(),
          (registry, spans, log) ->
              ResilienceInstrumentations.install(registry, spans, log, false, () -> {}));

  /** In 1.7 and 2.0, an asynchronous call that does not wait is not tried again. */
  private static final long SHORTEST_MILLIS = 1;

  /** Three attempts; a result of "again" is tried again, an illegal state is not. */
  private static Retry retry(String name) {
    return retry(name, 0);
  }

  private static Retry retry(String name, long waitMillis) {
    return Retry.of(
        name,
        RetryConfig.<String>custom()
            .maxAttempts(3)
            .intervalFunction(attempt -> waitMillis)
            .retryOnResult("again"::equals)
            .ignoreExceptions(IllegalStateException.class)
            .failAfterMaxAttempts(true)
            .build());
  }

  /** Fails until the attempt of a number. */
  private static final class Failing {

    private final int succeedsAt;
    private int attempts;

    Failing(int succeedsAt) {
      this.succeedsAt = succeedsAt;
    }

    String call() {
      attempts++;
      if (attempts < succeedsAt) {
        throw new IllegalArgumentException("attempt " + attempts);
      }
      return "answer";
    }
  }

  @Test
  void callThatSucceedsAtOnce_isNoEvent() {
    assertThat(retry("once").executeSupplier(new Failing(1)::call)).isEqualTo("answer");
    assertThat(AGENT.measured().has("retry.event", "name", "once")).isFalse();
  }

  @Test
  void callThatSucceedsInTheEnd_isASuccessAfterItsRetries() {
    Retry retry = retry("third");
    assertThat(retry.executeSupplier(new Failing(3)::call)).isEqualTo("answer");
    assertThat(events("third", "retry")).isEqualTo(2);
    assertThat(events("third", "success"))
        .isEqualTo(retry.getMetrics().getNumberOfSuccessfulCallsWithRetryAttempt())
        .isEqualTo(1);
    assertThat(events("third", "error")).isZero();
  }

  @Test
  void callThatFailsInEachAttempt_isOneError() {
    Retry retry = retry("never");
    assertThatThrownBy(() -> retry.executeSupplier(new Failing(4)::call))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(events("never", "retry")).isEqualTo(2);
    assertThat(events("never", "error"))
        .isEqualTo(retry.getMetrics().getNumberOfFailedCallsWithRetryAttempt())
        .isEqualTo(1);
  }

  @Test
  void errorThatIsNotRetried_isIgnored() {
    Retry retry = retry("ignoring");
    assertThatThrownBy(
            () ->
                retry.executeRunnable(
                    () -> {
                      throw new IllegalStateException("ignored");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(events("ignoring", "ignored_error"))
        .isEqualTo(retry.getMetrics().getNumberOfFailedCallsWithoutRetryAttempt())
        .isEqualTo(1);
  }

  @Test
  void callsOnManyThreads_areCountedAsTheLibraryCountsThem() throws Exception {
    Retry retry = retry("busy");
    LibraryEvents library = listen(retry);
    ManyThreads.run(
        1_000,
        random -> {
          try {
            retry.executeSupplier(() -> answer(random));
          } catch (IllegalArgumentException
              | IllegalStateException
              | MaxRetriesExceededException ended) {
            // The events tell.
          }
        });
    library.assertEqual(
        AGENT.measured(), "retry.event", "busy", "retry", "success", "error", "ignored_error");
  }

  @Test
  @Timeout(60)
  void asynchronousCallsOnManyThreads_areCountedAsTheLibraryCountsThem() throws Exception {
    Retry retry = retry("asynchronous", SHORTEST_MILLIS);
    LibraryEvents library = listen(retry);
    ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(2);
    ManyThreads.run(
        300,
        random -> {
          try {
            retry
                .executeCompletionStage(
                    scheduler, () -> CompletableFuture.supplyAsync(() -> answer(random), scheduler))
                .toCompletableFuture()
                .join();
          } catch (CompletionException | MaxRetriesExceededException ended) {
            // The events tell.
          }
        });
    scheduler.shutdown();
    library.assertEqual(
        AGENT.measured(),
        "retry.event",
        "asynchronous",
        "retry",
        "success",
        "error",
        "ignored_error");
  }

  private static LibraryEvents listen(Retry retry) {
    LibraryEvents library = new LibraryEvents("resilience4j");
    retry
        .getEventPublisher()
        .onRetry(event -> library.add("retry"))
        .onSuccess(event -> library.add("success"))
        .onError(event -> library.add("error"))
        .onIgnoredError(event -> library.add("ignored_error"));
    return library;
  }

  private static String answer(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> throw new IllegalStateException("ignored");
      case 1, 2 -> throw new IllegalArgumentException("failed");
      case 3 -> "again";
      default -> "answer";
    };
  }

  private static long events(String name, String event) {
    return AGENT
        .measured()
        .counter("retry.event", "name", name, "library", "resilience4j", "event", event);
  }
}
