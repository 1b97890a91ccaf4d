package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import com.github.benmanes.caffeine.cache.stats.ConcurrentStatsCounter;
import io.athena.apm.kit.agent.AgentExtension;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.binder.cache.CaffeineStatsCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against the real library, its own statistics being the truth. */
@SuppressWarnings("CheckReturnValue") // reading a cache is what is tested, not what it holds
class CaffeineCachesTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  @Test
  void bounded_countsWhatTheLibraryCounts() {
    Cache<Integer, String> cache =
        Caffeine.newBuilder().maximumSize(10).executor(Runnable::run).build();
    for (int key = 0; key < 50; key++) {
      cache.get(key % 20, loaded -> "value " + loaded);
      cache.getIfPresent(key % 7);
    }
    cache.cleanUp();
    assertCounts(cache.stats(), "CaffeineCachesTest#bounded_countsWhatTheLibraryCounts");
    assertThat(cache.stats().requestCount()).isEqualTo(100);
    assertThat(AGENT.measured().gauge("cache.entries")).isEqualTo((double) cache.estimatedSize());
    assertThat(AGENT.measured().has("cache.size")).as("entries have no weight").isFalse();
  }

  @Test
  void weighted_tellsItsWeight() {
    Cache<Integer, String> cache =
        Caffeine.newBuilder().maximumWeight(100).weigher((key, value) -> 7).build();
    cache.put(1, "one");
    cache.put(2, "two");
    cache.cleanUp();
    assertThat(AGENT.measured().gauge("cache.size")).isEqualTo(14);
  }

  @Test
  void unbounded_countsWhatTheLibraryCounts() {
    Cache<Integer, String> cache = Caffeine.newBuilder().build();
    cache.put(1, "one");
    cache.getIfPresent(1);
    cache.getIfPresent(2);
    cache.getAllPresent(List.of(1, 2, 3));
    assertCounts(cache.stats(), "CaffeineCachesTest#unbounded_countsWhatTheLibraryCounts");
    assertThat(cache.stats().requestCount()).isEqualTo(5);
  }

  @Test
  void loading_countsFailedLoadsAndTheirMean() {
    LoadingCache<Integer, String> cache = Caffeine.newBuilder().build(CaffeineCachesTest::load);
    cache.get(1);
    assertThatThrownBy(() -> cache.get(-1)).isInstanceOf(IllegalArgumentException.class);
    assertCounts(cache.stats(), "CaffeineCachesTest#loading_countsFailedLoadsAndTheirMean");
    assertThat(AGENT.measured().counter("cache.load.error")).isEqualTo(1);
  }

  @Test
  void loadDuration_isTheMeanOfTheInterval() {
    LoadingCache<Integer, String> cache = Caffeine.newBuilder().build(CaffeineCachesTest::load);
    cache.get(1);
    cache.get(2);
    assertThat(AGENT.measured().gauge("cache.load.duration"))
        .isEqualTo(cache.stats().totalLoadTime() / 1e6 / 2);
    assertThat(AGENT.measured().has("cache.load.duration")).as("no load since").isFalse();
  }

  private static String load(Integer key) {
    if (key < 0) {
      throw new IllegalArgumentException("negative");
    }
    return "value " + key;
  }

  @Test
  void async_countsWhatTheLibraryCounts() {
    AsyncCache<Integer, String> cache = Caffeine.newBuilder().executor(Runnable::run).buildAsync();
    for (int key : new int[] {1, 2, 1, 2}) {
      assertThat(cache.get(key, loaded -> "value " + loaded).join()).isNotNull();
    }
    assertCounts(
        cache.synchronous().stats(), "CaffeineCachesTest#async_countsWhatTheLibraryCounts");
    assertThat(cache.synchronous().stats().hitCount()).isEqualTo(2);
    assertThat(AGENT.measured().gauge("cache.entries")).isEqualTo(2);
  }

  @Test
  void asyncLoading_isOneCache() {
    AsyncLoadingCache<Integer, String> cache =
        Caffeine.newBuilder()
            .buildAsync((key, executor) -> CompletableFuture.completedFuture("value " + key));
    assertThat(cache.get(1).join()).isEqualTo("value 1");
    AsyncLoadingCache<Integer, String> second =
        Caffeine.newBuilder().executor(Runnable::run).buildAsync(CaffeineCachesTest::load);
    assertThat(second.get(1).join()).isEqualTo("value 1");
    assertThat(AGENT.measured().values("cache.miss", "cache"))
        .containsExactly(
            site("CaffeineCachesTest#asyncLoading_isOneCache"),
            site("CaffeineCachesTest#asyncLoading_isOneCache:2"));
  }

  @Test
  void refresh_isALoad() throws ReflectiveOperationException {
    LoadingCache<Integer, String> cache =
        Caffeine.newBuilder().executor(Runnable::run).build(CaffeineCachesTest::load);
    cache.get(1);
    // Version 3 has changed its result.
    Method refresh = LoadingCache.class.getMethod("refresh", Object.class);
    refresh.invoke(cache, 1);
    refresh.invoke(cache, 2);
    assertThat(cache.stats().loadSuccessCount()).isEqualTo(3);
    assertCounts(cache.stats(), "CaffeineCachesTest#refresh_isALoad");
  }

  @Test
  void manyThreads_countWhatTheLibraryCounts() throws Exception {
    LoadingCache<Integer, String> cache =
        Caffeine.newBuilder()
            .maximumSize(50)
            .executor(Runnable::run)
            .build(key -> load(key % 10 == 9 ? -1 : key));
    Mixed.run(4, (random, step) -> access(cache, random, random.nextInt(100)));
    cache.cleanUp();
    assertThat(cache.stats().evictionCount()).isPositive();
    assertThat(cache.stats().loadFailureCount()).isPositive();
    assertCounts(cache.stats(), "CaffeineCachesTest#manyThreads_countWhatTheLibraryCounts");
  }

  private static void access(LoadingCache<Integer, String> cache, Random random, int key) {
    switch (random.nextInt(5)) {
      case 0 -> cache.getIfPresent(key);
      case 1 -> cache.get(key, CaffeineCachesTest::load);
      case 2 -> cache.getAllPresent(List.of(key, key + 1));
      case 3 -> cache.invalidate(key);
      default -> getOrFail(cache, key);
    }
  }

  private static void getOrFail(LoadingCache<Integer, String> cache, int key) {
    try {
      cache.get(key);
    } catch (IllegalArgumentException failed) {
      assertThat(key % 10).isEqualTo(9);
    }
  }

  @Test
  void recordStats_staysLegalAfterABuild() {
    Caffeine<Object, Object> builder = Caffeine.newBuilder();
    builder.build();
    Cache<Object, Object> cache = builder.recordStats().build();
    cache.getIfPresent("nothing");
    assertThat(cache.stats().missCount()).isEqualTo(1);
    assertThat(AGENT.measured().counter("cache.miss")).isEqualTo(1);
  }

  @Test
  void counterOfTheApplication_isUsed_andEachCacheThatSharesItCountsBesideIt() {
    ConcurrentStatsCounter shared = new ConcurrentStatsCounter();
    Cache<Integer, String> small =
        Caffeine.newBuilder()
            .maximumSize(1)
            .executor(Runnable::run)
            .recordStats(() -> shared)
            .build();
    small.put(1, "one");
    small.put(2, "two");
    small.cleanUp();
    small.getIfPresent(3);
    LoadingCache<Integer, String> loading =
        Caffeine.newBuilder().recordStats(() -> shared).build(CaffeineCachesTest::load);
    loading.get(1);
    loading.get(1);
    assertThatThrownBy(() -> loading.get(-1)).isInstanceOf(IllegalArgumentException.class);

    String site =
        "CaffeineCachesTest#counterOfTheApplication_isUsed_andEachCacheThatSharesItCountsBesideIt";
    assertThat(shared.snapshot().toString())
        .startsWith("CacheStats{hitCount=1, missCount=3, loadSuccessCount=1, loadFailureCount=1");
    assertThat(small.stats()).isEqualTo(shared.snapshot());
    assertCounts(0, 1, 1, 0, site);
    assertCounts(1, 2, 0, 1, site + ":2");
  }

  /** What it tells is the part of the last step. */
  @Test
  void counterThatIsNotCumulative_isNotRead() {
    SimpleMeterRegistry steps =
        new SimpleMeterRegistry(key -> key.equals("simple.mode") ? "STEP" : null, Clock.SYSTEM);
    Cache<Integer, String> cache =
        Caffeine.newBuilder().recordStats(() -> new CaffeineStatsCounter(steps, "prices")).build();
    cache.put(1, "one");
    cache.getIfPresent(1);
    cache.getIfPresent(2);
    assertThat(cache.stats()).isEqualTo(CacheStats.empty());
    assertCounts(1, 1, 0, 0, "CaffeineCachesTest#counterThatIsNotCumulative_isNotRead");
  }

  @Test
  void hitRate_isThatOfTheInterval() {
    Cache<Integer, String> cache = Caffeine.newBuilder().build();
    cache.put(1, "one");
    cache.getIfPresent(1);
    cache.getIfPresent(2);
    assertThat(AGENT.measured().gauge("cache.hit_rate")).isEqualTo(0.5);
    cache.getIfPresent(1);
    assertThat(AGENT.measured().gauge("cache.hit_rate")).isEqualTo(1);
    assertThat(AGENT.measured().has("cache.hit_rate")).as("no read since").isFalse();
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
    Cache<Object, Object> cache = Caffeine.newBuilder().build();
    cache.getIfPresent("nothing");
    return cache;
  }

  @Test
  void manyCachesOfOneSite_shareANameInTheEnd() {
    for (int i = 0; i < 60; i++) {
      Caffeine.newBuilder().build().getIfPresent("nothing");
    }
    assertThat(AGENT.measured().values("cache.miss", "cache"))
        .hasSize(51)
        .contains(site("CaffeineCachesTest#manyCachesOfOneSite_shareANameInTheEnd#other"));
    assertThat(AGENT.measured().counter("cache.miss")).isEqualTo(60);
  }

  private static void assertCounts(CacheStats library, String site) {
    assertCounts(
        library.hitCount(),
        library.missCount(),
        library.evictionCount(),
        library.loadFailureCount(),
        site);
  }

  private static void assertCounts(
      long hits, long misses, long evictions, long loadErrors, String site) {
    String[] tags = {"cache", site(site), "library", "caffeine"};
    assertThat(AGENT.measured().counter("cache.hit", tags)).isEqualTo(hits);
    assertThat(AGENT.measured().counter("cache.miss", tags)).isEqualTo(misses);
    assertThat(AGENT.measured().counter("cache.eviction", tags)).isEqualTo(evictions);
    assertThat(AGENT.measured().counter("cache.load.error", tags)).isEqualTo(loadErrors);
  }

  private static String site(String classAndMethod) {
    return CaffeineCachesTest.class.getPackageName() + "." + classAndMethod;
  }
}
