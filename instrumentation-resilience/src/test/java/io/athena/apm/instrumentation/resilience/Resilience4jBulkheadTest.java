package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.bulkhead.ThreadPoolBulkhead;
import io.github.resilience4j.bulkhead.ThreadPoolBulkheadConfig;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against the real library, its own events and metrics being the truth. */
class Resilience4jBulkheadTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
          ResilienceInstrumentations.all(),
          (registry, spans, log) ->
              ResilienceInstrumentations.install(registry, spans, log, false, () -> {}));

  private static Bulkhead bulkhead(String name, int calls) {
    return Bulkhead.of(
        name,
        BulkheadConfig.custom().maxConcurrentCalls(calls).maxWaitDuration(Duration.ZERO).build());
  }

  private static ThreadPoolBulkhead pool(String name) {
    return ThreadPoolBulkhead.of(
        name,
        ThreadPoolBulkheadConfig.custom()
            .coreThreadPoolSize(2)
            .maxThreadPoolSize(2)
            .queueCapacity(3)
            .build());
  }

  @Test
  void calls_areCountedAsTheLibraryCountsThem() {
    Bulkhead bulkhead = bulkhead("calls", 1);
    bulkhead.executeRunnable(
        () ->
            assertThatThrownBy(() -> bulkhead.executeRunnable(() -> {}))
                .isInstanceOf(BulkheadFullException.class));
    assertThatThrownBy(() -> bulkhead.executeRunnable(Resilience4jBulkheadTest::fail))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(events("calls", "permitted")).isEqualTo(2);
    assertThat(events("calls", "rejected")).isEqualTo(1);
    assertThat(events("calls", "finished")).isEqualTo(2);
  }

  /** A listener that fails, fails the call; the call was permitted all the same. */
  @Test
  void callWhoseListenerFails_isPermitted() {
    Bulkhead bulkhead = bulkhead("listening", 1);
    bulkhead.getEventPublisher().onCallPermitted(event -> fail());
    assertThatThrownBy(() -> bulkhead.executeRunnable(() -> {}))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(events("listening", "permitted")).isEqualTo(1);
  }

  @Test
  void callsOnManyThreads_areCountedAsTheLibraryCountsThem() throws Exception {
    Bulkhead bulkhead = bulkhead("busy", 2);
    LibraryEvents library = new LibraryEvents("resilience4j");
    bulkhead
        .getEventPublisher()
        .onCallPermitted(event -> library.add("permitted"))
        .onCallRejected(event -> library.add("rejected"))
        .onCallFinished(event -> library.add("finished"));

    ManyThreads.run(2_000, random -> call(bulkhead, random));

    library.assertEqual(
        AGENT.measured(), "bulkhead.event", "busy", "permitted", "rejected", "finished");
    assertThat(available("busy"))
        .isEqualTo(bulkhead.getMetrics().getAvailableConcurrentCalls())
        .isEqualTo(2);
  }

  /** Calls within calls are rejected even where the other threads are slow. */
  private static void call(Bulkhead bulkhead, Random random) {
    int depth = random.nextInt(4);
    try {
      nest(bulkhead, depth, random);
    } catch (BulkheadFullException | IllegalArgumentException ended) {
      // The events tell.
    }
  }

  private static void nest(Bulkhead bulkhead, int depth, Random random) {
    if (depth > 0) {
      bulkhead.executeRunnable(() -> nest(bulkhead, depth - 1, random));
    } else if (random.nextBoolean()) {
      fail();
    }
  }

  @Test
  @Timeout(60)
  void poolsOnManyThreads_areCountedAsTheLibraryCountsThem() throws Exception {
    ThreadPoolBulkhead pool = pool("busy-pool");
    LibraryEvents library = new LibraryEvents("resilience4j");
    pool.getEventPublisher()
        .onCallPermitted(event -> library.add("permitted"))
        .onCallRejected(event -> library.add("rejected"))
        .onCallFinished(event -> library.add("finished"));

    ManyThreads.run(1_000, random -> submit(pool, random));
    pool.close();

    library.assertEqual(
        AGENT.measured(), "bulkhead.event", "busy-pool", "permitted", "rejected", "finished");
  }

  private static void submit(ThreadPoolBulkhead pool, Random random) {
    boolean fails = random.nextInt(3) == 0;
    try {
      CompletionStage<Void> submitted =
          pool.submit(
              () -> {
                if (fails) {
                  fail();
                }
              });
      if (random.nextInt(10) == 0) {
        submitted.toCompletableFuture().join();
      }
    } catch (BulkheadFullException | CompletionException ended) {
      // The events tell.
    }
  }

  @Test
  void available_isWhatTheSemaphoreHasLeft() {
    Bulkhead bulkhead = bulkhead("half", 3);
    assertThat(available("half")).isEqualTo(3);
    bulkhead.acquirePermission();
    assertThat(available("half")).isEqualTo(2);
    bulkhead.changeConfig(BulkheadConfig.custom().maxConcurrentCalls(10).build());
    assertThat(available("half")).isEqualTo(9);
    bulkhead.releasePermission();
    assertThat(available("half")).isEqualTo(10);
  }

  @Test
  @Timeout(60)
  void available_ofAThreadPool_isThreadsAndQueue_untilItIsClosed() throws Exception {
    ThreadPoolBulkhead pool = pool("pool");
    CountDownLatch began = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    assertThat(available("pool")).isEqualTo(5);
    for (int call = 0; call < 4; call++) {
      pool.submit(
          () -> {
            began.countDown();
            end.await();
            return "done";
          });
    }
    began.await();
    assertThat(available("pool")).as("two run, two wait, one more").isEqualTo(1);
    assertThat(events("pool", "permitted")).as("begun").isEqualTo(2);
    end.countDown();
    pool.close();
    assertThat(available("pool")).isZero();
  }

  @Test
  void available_isTheFewestOfThoseThatShareAName() {
    bulkhead("twins", 7).acquirePermission();
    Bulkhead other = bulkhead("twins", 2);
    assertThat(available("twins")).isEqualTo(2);
    assertThat(other.getMetrics().getAvailableConcurrentCalls()).isEqualTo(2);
  }

  @Test
  @Timeout(60)
  void registryThatIsRebuilt_isCollected() {
    WeakReference<BulkheadRegistry> before = new WeakReference<>(registry("rebuilt"));
    while (before.get() != null) {
      System.gc();
    }
    assertThat(AGENT.measured().has("bulkhead.available", "name", "rebuilt")).isFalse();

    BulkheadRegistry after = registry("rebuilt");
    assertThat(available("rebuilt")).isEqualTo(25);
    assertThat(after.find("rebuilt")).isPresent();
  }

  private static BulkheadRegistry registry(String name) {
    BulkheadRegistry registry = BulkheadRegistry.ofDefaults();
    registry.bulkhead(name).executeRunnable(() -> {});
    return registry;
  }

  private static void fail() {
    throw new IllegalArgumentException("failed");
  }

  private static double available(String name) {
    return AGENT.measured().gauge("bulkhead.available", "name", name, "library", "resilience4j");
  }

  private static long events(String name, String event) {
    return AGENT
        .measured()
        .counter("bulkhead.event", "name", name, "library", "resilience4j", "event", event);
  }
}
