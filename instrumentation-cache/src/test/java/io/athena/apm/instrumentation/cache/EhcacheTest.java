package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.agent.AgentExtension;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.ehcache.Cache;
import org.ehcache.CacheManager;
import org.ehcache.config.CacheConfiguration;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.ehcache.config.builders.UserManagedCacheBuilder;
import org.ehcache.config.units.MemoryUnit;
import org.ehcache.core.spi.service.StatisticsService;
import org.ehcache.core.statistics.CacheStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.ReflectionSupport;

/** Against the real library: its own statistics where they are on, else an exact model. */
@SuppressWarnings("CheckReturnValue") // reading a cache is what is tested, not what it holds
class EhcacheTest {

  private static final String PACKAGE = "org.ehcache.core.";

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  private static CacheConfiguration<Integer, String> heap(long entries) {
    return CacheConfigurationBuilder.newCacheConfigurationBuilder(
            Integer.class, String.class, ResourcePoolsBuilder.heap(entries))
        .build();
  }

  private static void assertReads(String cache, long hits, long misses) {
    String[] tags = {"cache", cache, "library", "ehcache"};
    assertThat(AGENT.measured().counter("cache.hit", tags)).as("hits").isEqualTo(hits);
    assertThat(AGENT.measured().counter("cache.miss", tags)).as("misses").isEqualTo(misses);
  }

  private static void assertCounts(String cache, CacheStatistics library) {
    assertReads(cache, library.getCacheHits(), library.getCacheMisses());
    assertThat(AGENT.measured().counter("cache.eviction", "cache", cache))
        .isEqualTo(library.getCacheEvictions());
  }

  @Test
  void cacheOfAManager_countsReadsUnderItsAlias() {
    try (CacheManager manager =
        CacheManagerBuilder.newCacheManagerBuilder().withCache("prices", heap(100)).build(true)) {
      Cache<Integer, String> prices = manager.getCache("prices", Integer.class, String.class);
      Cache<Integer, String> users = manager.createCache("users", heap(10));
      prices.put(1, "one");
      prices.get(1);
      prices.get(2);
      prices.getAll(Set.of(1, 2, 3));
      users.get(1);
      assertReads("prices", 2, 3);
      assertReads("users", 0, 1);
    }
  }

  @Test
  void cacheWithoutAManager_isNamedByItsCreationSite() {
    try (var cache =
        UserManagedCacheBuilder.newUserManagedCacheBuilder(Integer.class, String.class)
            .build(true)) {
      cache.get(1);
      assertReads(
          EhcacheTest.class.getName() + "#cacheWithoutAManager_isNamedByItsCreationSite", 0, 1);
      assertThat(AGENT.measured().has("cache.eviction")).as("unknown").isFalse();
      assertThat(AGENT.measured().has("cache.entries")).as("unknown").isFalse();
    }
  }

  @Test
  void statisticsService_isReported() throws Exception {
    StatisticsService statistics = statistics();
    try (CacheManager manager =
        CacheManagerBuilder.newCacheManagerBuilder()
            .using(statistics)
            .withCache("prices", heap(10))
            .build(true)) {
      Cache<Integer, String> prices = manager.getCache("prices", Integer.class, String.class);
      Mixed.run(4, (random, step) -> access(prices, random));
      CacheStatistics library = statistics.getCacheStatistics("prices");
      assertThat(library.getCacheEvictions()).isPositive();
      assertCounts("prices", library);
      long entries = library.getTierStatistics().get("OnHeap").getMappings();
      assertThat(AGENT.measured().gauge("cache.entries")).isEqualTo((double) entries);
    }
  }

  /** Its class has moved in 3.9. */
  private static StatisticsService statistics() {
    Class<?> type =
        ReflectionSupport.tryToLoadClass(PACKAGE + "internal.statistics.DefaultStatisticsService")
            .orElseTry(() -> Class.forName(PACKAGE + "statistics.DefaultStatisticsService"))
            .getNonNullOrThrow(IllegalStateException::new);
    return (StatisticsService) ReflectionSupport.newInstance(type);
  }

  private static void access(Cache<Integer, String> cache, Random random) {
    int key = random.nextInt(30);
    switch (random.nextInt(5)) {
      case 0 -> cache.put(key, "value");
      case 1 -> cache.putIfAbsent(key, "value");
      case 2 -> cache.getAll(Set.of(key, key + 1));
      case 3 -> cache.remove(key);
      default -> cache.get(key);
    }
  }

  @Test
  void offHeap_tellsItsEntriesAndBytes() {
    StatisticsService statistics = statistics();
    var pools = ResourcePoolsBuilder.heap(2).offheap(1, MemoryUnit.MB);
    var tiers =
        CacheConfigurationBuilder.newCacheConfigurationBuilder(Integer.class, String.class, pools);
    try (CacheManager manager =
        CacheManagerBuilder.newCacheManagerBuilder()
            .using(statistics)
            .withCache("tiers", tiers)
            .build(true)) {
      Cache<Integer, String> cache = manager.getCache("tiers", Integer.class, String.class);
      for (int key = 0; key < 10; key++) {
        cache.put(key, "value");
        cache.get(key);
      }
      cache.get(99);
      assertCounts("tiers", statistics.getCacheStatistics("tiers"));
      assertThat(AGENT.measured().gauge("cache.entries")).isEqualTo(10);
      long bytes =
          statistics
              .getCacheStatistics("tiers")
              .getTierStatistics()
              .get("OffHeap")
              .getOccupiedByteSize();
      assertThat(AGENT.measured().gauge("cache.size")).isEqualTo((double) bytes);
    }
  }

  @Test
  void manyThreadsWithoutStatistics_countEachReadOnce() throws Exception {
    AtomicLong hits = new AtomicLong();
    AtomicLong misses = new AtomicLong();
    try (var cache =
        UserManagedCacheBuilder.newUserManagedCacheBuilder(Integer.class, String.class)
            .withResourcePools(ResourcePoolsBuilder.heap(10))
            .build(true)) {
      Mixed.run(4, (random, step) -> access(cache, random, hits, misses));
      String site = EhcacheTest.class.getName() + "#manyThreadsWithoutStatistics_countEachReadOnce";
      assertReads(site, hits.get(), misses.get());
    }
  }

  private static void access(
      Cache<Integer, String> cache, Random random, AtomicLong hits, AtomicLong misses) {
    int key = random.nextInt(30);
    if (random.nextBoolean()) {
      cache.put(key, "value");
    } else {
      (cache.get(key) == null ? misses : hits).incrementAndGet();
    }
  }
}
