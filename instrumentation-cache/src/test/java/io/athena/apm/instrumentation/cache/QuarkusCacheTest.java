package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import io.quarkus.cache.runtime.caffeine.CaffeineCacheImpl;
import io.quarkus.cache.runtime.caffeine.CaffeineCacheInfo;
import io.smallrye.mutiny.Uni;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cache behind {@code @CacheResult}, against an exact model, with its metrics off and on. */
class QuarkusCacheTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  private static CaffeineCacheImpl cache(boolean metrics) {
    CaffeineCacheInfo info = new CaffeineCacheInfo();
    info.name = "prices";
    info.maximumSize = 1_000L;
    return new CaffeineCacheImpl(info, metrics);
  }

  private static void assertReads(long hits, long misses) {
    String[] tags = {"cache", "prices", "library", "caffeine"};
    assertThat(AGENT.measured().counter("cache.hit", tags)).as("hits").isEqualTo(hits);
    assertThat(AGENT.measured().counter("cache.miss", tags)).as("misses").isEqualTo(misses);
    assertThat(AGENT.measured().values("cache.miss", "cache")).containsExactly("prices");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void reads_countOnce(boolean metrics) {
    CaffeineCacheImpl cache = cache(metrics);
    assertThat(cache.get("tea", key -> "3.20").await().indefinitely()).isEqualTo("3.20");
    cache.get("tea", key -> "other").await().indefinitely();
    cache.getAsync("milk", key -> Uni.createFrom().item("0.80")).await().indefinitely();
    cache.getAsync("milk", key -> Uni.createFrom().item("other")).await().indefinitely();
    assertThat(cache.getIfPresent("tea").join()).isEqualTo("3.20");
    assertThat(cache.getIfPresent("nothing")).isNull();
    assertReads(3, 3);
    assertThat(AGENT.measured().gauge("cache.entries")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void loaderThatFails_isAMiss(boolean metrics) {
    CaffeineCacheImpl cache = cache(metrics);
    Uni<Object> failing =
        cache.get(
            "tea",
            key -> {
              throw new IllegalStateException("no tea");
            });
    assertThatThrownBy(() -> failing.await().indefinitely())
        .isInstanceOf(IllegalStateException.class);
    assertReads(0, 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void manyThreads_countEachReadOnce(boolean metrics) throws Exception {
    CaffeineCacheImpl cache = cache(metrics);
    AtomicLong reads = new AtomicLong();
    AtomicLong loads = new AtomicLong();
    Mixed.run(4, (random, step) -> access(cache, random, reads, loads));
    assertReads(reads.get() - loads.get(), loads.get());
  }

  private static void access(
      CaffeineCacheImpl cache, Random random, AtomicLong reads, AtomicLong loads) {
    int key = random.nextInt(30);
    switch (random.nextInt(3)) {
      case 0 -> cache.invalidate(key).await().indefinitely();
      case 1 -> {
        reads.incrementAndGet();
        cache.get(key, missing -> loads.incrementAndGet()).await().indefinitely();
      }
      default -> {
        reads.incrementAndGet();
        cache
            .getAsync(key, missing -> Uni.createFrom().item(loads.incrementAndGet()))
            .await()
            .indefinitely();
      }
    }
  }
}
