package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.agent.AgentExtension;
import io.smallrye.faulttolerance.api.FaultTolerance;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Bulkheads, rate limits and timeouts of SmallRye's guards; what the library tells is the truth.
 */
@SuppressWarnings({"deprecation", "removal"})
class SmallRyeLimitsTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
          ResilienceInstrumentations.all(),
          (registry, spans, log) ->
              ResilienceInstrumentations.install(registry, spans, log, false, () -> {}));

  private static FaultTolerance<Object> bulkhead(String description, LibraryEvents library) {
    return FaultTolerance.create()
        .withDescription(description)
        .withBulkhead()
        .limit(2)
        .onAccepted(() -> library.add("permitted"))
        .onRejected(() -> library.add("rejected"))
        .onFinished(() -> library.add("finished"))
        .done()
        .build();
  }

  private static FaultTolerance<CompletionStage<Object>> queue(
      String description, LibraryEvents library) {
    return FaultTolerance.createAsync()
        .withDescription(description)
        .withThreadOffload(true)
        .withBulkhead()
        .limit(2)
        .queueSize(3)
        .onAccepted(() -> library.add("permitted"))
        .onRejected(() -> library.add("rejected"))
        .onFinished(() -> library.add("finished"))
        .done()
        .build();
  }

  @Test
  void bulkheadsOnManyThreads_areCountedAsTheLibraryCountsThem() throws Exception {
    LibraryEvents library = new LibraryEvents("smallrye");
    FaultTolerance<Object> bulkhead = bulkhead("bulkheads", library);
    FaultTolerance<CompletionStage<Object>> queue = queue("bulkheads", library);
    ManyThreads.run(500, random -> call(bulkhead, queue, random));
    library.assertEqual(
        AGENT.measured(), "bulkhead.event", "bulkheads", "permitted", "rejected", "finished");
  }

  /** A third call within two calls is rejected even where the other threads are slow. */
  private static void call(
      FaultTolerance<Object> bulkhead,
      FaultTolerance<CompletionStage<Object>> queue,
      Random random) {
    try {
      if (random.nextInt(3) == 0) {
        queue
            .call(() -> CompletableFuture.completedFuture("answer"))
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
      } else if (random.nextBoolean()) {
        bulkhead.call(() -> bulkhead.call(() -> bulkhead.call(() -> "answer")));
      } else {
        bulkhead.call(() -> "answer");
      }
    } catch (FaultToleranceException rejected) {
      // The library tells.
    } catch (ExecutionException failed) {
      assertThat(failed).hasCauseInstanceOf(FaultToleranceException.class);
    } catch (Exception unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  @Test
  void bulkhead_tellsHowManyMoreCallsItPermits() throws Exception {
    FaultTolerance<Object> bulkhead = bulkhead("capacity", new LibraryEvents("smallrye"));
    bulkhead.call(() -> "answer");
    assertThat(available("capacity")).isEqualTo(2);
    assertThat(bulkhead.call(() -> available("capacity"))).isEqualTo(1.0);
    assertThat(bulkhead.call(() -> bulkhead.call(() -> available("capacity")))).isEqualTo(0.0);
  }

  @Test
  void bulkheadWithAQueue_includesTheCallsThatWouldWait() throws Exception {
    FaultTolerance<CompletionStage<Object>> queue = queue("queue", new LibraryEvents("smallrye"));
    CompletableFuture<Object> answer = new CompletableFuture<>();
    CountDownLatch running = new CountDownLatch(2);
    CompletableFuture<?>[] calls = new CompletableFuture<?>[4];
    for (int i = 0; i < calls.length; i++) {
      calls[i] =
          queue
              .call(
                  () -> {
                    running.countDown();
                    return answer;
                  })
              .toCompletableFuture();
    }
    running.await();
    assertThat(available("queue")).isEqualTo(1);
    assertThat(events("bulkhead.event", "queue", "permitted")).as("two wait").isEqualTo(2);

    answer.complete("answer");
    CompletableFuture.allOf(calls).get(10, TimeUnit.SECONDS);
    assertThat(events("bulkhead.event", "queue", "permitted")).isEqualTo(4);
    assertThat(events("bulkhead.event", "queue", "finished")).isEqualTo(4);
    assertThat(available("queue")).isEqualTo(5);
  }

  private static double available(String name) {
    return AGENT.measured().gauge("bulkhead.available", "name", name, "library", "smallrye");
  }

  @Test
  void rateLimitOnManyThreads_countsAllCalls() throws Exception {
    LibraryEvents library = new LibraryEvents("smallrye");
    FaultTolerance<Object> limit =
        FaultTolerance.create()
            .withDescription("limit")
            .withRateLimit()
            .limit(500)
            .window(1, ChronoUnit.HOURS)
            .onPermitted(() -> library.add("permitted"))
            .onRejected(() -> library.add("rejected"))
            .done()
            .build();
    ManyThreads.run(200, random -> ended(limit, 0));
    library.assertEqual(AGENT.measured(), "rate_limiter.event", "limit", "permitted", "rejected");
    assertThat(events("rate_limiter.event", "limit", "permitted")).isEqualTo(500);
  }

  @Test
  void timeoutOnManyThreads_isCountedAsTheLibraryCountsIt() throws Exception {
    LibraryEvents library = new LibraryEvents("smallrye");
    FaultTolerance<Object> timeout =
        FaultTolerance.create()
            .withDescription("timeout")
            .withTimeout()
            .duration(5, ChronoUnit.MILLIS)
            .onTimeout(() -> library.add("timeout"))
            .onFinished(() -> library.add("finished"))
            .done()
            .build();
    ManyThreads.run(20, random -> ended(timeout, random.nextInt(11)));
    ended(timeout, 1_000);
    ended(timeout, 0);
    library.assertEqual(AGENT.measured(), "time_limiter.event", "timeout", "timeout", "finished");
  }

  private static void ended(FaultTolerance<Object> guard, long millis) {
    try {
      guard.call(
          () -> {
            Thread.sleep(millis);
            return "answer";
          });
    } catch (FaultToleranceException prevented) {
      // The library tells.
    } catch (Exception unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private static long events(String metric, String name, String event) {
    return AGENT.measured().counter(metric, "name", name, "library", "smallrye", "event", event);
  }
}
