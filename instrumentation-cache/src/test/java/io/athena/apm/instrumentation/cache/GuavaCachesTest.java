package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.cache.AbstractCache.SimpleStatsCounter;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.CacheStats;
import com.google.common.cache.LoadingCache;
import io.athena.apm.kit.agent.AgentExtension;
import io.micrometer.core.instrument.binder.cache.GuavaCacheMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against the real library, its own statistics being the truth. */
@SuppressWarnings("CheckReturnValue") // reading a cache is what is tested, not what it holds
class GuavaCachesTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  @Test
  void bounded_countsWhatTheLibraryCounts() throws Exception {
    Cache<Integer, String> cache = CacheBuilder.newBuilder().maximumSize(10).build();
    for (int key = 0; key < 50; key++) {
      int loaded = key;
      cache.get(key % 20, () -> "value " + loaded);
      cache.getIfPresent(key % 7);
    }
    assertCounts(cache.stats(), "GuavaCachesTest#bounded_countsWhatTheLibraryCounts");
    assertThat(cache.stats().requestCount()).isEqualTo(100);
    assertThat(cache.stats().evictionCount()).isPositive();
    assertThat(AGENT.measured().gauge("cache.entries")).isEqualTo((double) cache.size());
  }

  @Test
  void loading_countsFailedLoadsAndTheirMean() throws Exception {
    LoadingCache<Integer, String> cache = CacheBuilder.newBuilder().recordStats().build(loader());
    cache.get(1);
    cache.getAll(List.of(1, 2, 3));
    assertThatThrownBy(() -> cache.get(-1)).hasCauseInstanceOf(IllegalArgumentException.class);
    cache.refresh(1);
    double mean = cache.stats().totalLoadTime() / 1e6 / cache.stats().loadCount();
    assertThat(AGENT.measured().gauge("cache.load.duration")).isEqualTo(mean);
    assertCounts(cache.stats(), "GuavaCachesTest#loading_countsFailedLoadsAndTheirMean");
    assertThat(AGENT.measured().counter("cache.load.error")).isEqualTo(1);
  }

  private static CacheLoader<Integer, String> loader() {
    return CacheLoader.from(
        key -> {
          if (key < 0) {
            throw new IllegalArgumentException("negative");
          }
          return "value " + key;
        });
  }

  @Test
  void manyThreads_countWhatTheLibraryCounts() throws Exception {
    Cache<Integer, String> cache =
        CacheBuilder.newBuilder().maximumSize(50).concurrencyLevel(8).build();
    Mixed.run(4, (random, step) -> access(cache, random, random.nextInt(100)));
    assertCounts(cache.stats(), "GuavaCachesTest#manyThreads_countWhatTheLibraryCounts");
  }

  private static void access(Cache<Integer, String> cache, Random random, int key)
      throws Exception {
    switch (random.nextInt(4)) {
      case 0 -> cache.getIfPresent(key);
      case 1 -> cache.get(key, () -> "loaded");
      case 2 -> cache.getAllPresent(List.of(key, key + 1));
      default -> cache.invalidate(key);
    }
  }

  @Test
  void counterOfTheApplication_isNotCounted() {
    SimpleStatsCounter own = new SimpleStatsCounter();
    own.recordHits(5);
    Cache<String, String> cache = CacheBuilder.newBuilder().build();
    cache.getIfPresent("nothing");
    assertThat(AGENT.measured().counter("cache.hit")).isZero();
    assertThat(AGENT.measured().counter("cache.miss")).isEqualTo(1);
    assertThat(own.snapshot().hitCount()).isEqualTo(5);
  }

  @Test
  void deadCache_isCountedToItsEndAndLetGo() {
    WeakReference<Object> dead = new WeakReference<>(usedOnce());
    while (dead.get() != null) {
      System.gc();
    }
    assertThat(AGENT.measured().counter("cache.miss")).isEqualTo(1);
    assertThat(AGENT.measured().has("cache.entries")).isFalse();
  }

  private static Object usedOnce() {
    Cache<Object, Object> cache = CacheBuilder.newBuilder().build();
    cache.getIfPresent("nothing");
    return cache;
  }

  @Test
  void nameOfMicrometer_isTheName() {
    Cache<String, String> cache = CacheBuilder.newBuilder().build();
    GuavaCacheMetrics.monitor(new SimpleMeterRegistry(), cache, "users");
    cache.getIfPresent("nothing");
    assertThat(AGENT.measured().values("cache.miss", "cache")).containsExactly("users");
  }

  private static void assertCounts(CacheStats library, String site) {
    String[] tags = {
      "cache", GuavaCachesTest.class.getPackageName() + "." + site, "library", "guava"
    };
    assertThat(AGENT.measured().counter("cache.hit", tags)).isEqualTo(library.hitCount());
    assertThat(AGENT.measured().counter("cache.miss", tags)).isEqualTo(library.missCount());
    assertThat(AGENT.measured().counter("cache.eviction", tags)).isEqualTo(library.evictionCount());
    assertThat(AGENT.measured().counter("cache.load.error", tags))
        .isEqualTo(library.loadExceptionCount());
  }
}
