package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.agent.AgentExtension;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.management.ObjectName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JCache over its providers: each read counts once, under JCache's name, as JCache counts it. */
@SuppressWarnings("CheckReturnValue") // reading a cache is what is tested, not what it holds
class JcacheTest {

  private static final String CAFFEINE =
      "com.github.benmanes.caffeine.jcache.spi.CaffeineCachingProvider, caffeine";
  private static final String EHCACHE = "org.ehcache.jsr107.EhcacheCachingProvider, ehcache";

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  private static CacheManager manager(String provider) {
    return Caching.getCachingProvider(provider).getCacheManager();
  }

  private static void assertReads(String library, long hits, long misses) {
    String[] tags = {"cache", "prices", "library", library};
    assertThat(AGENT.measured().counter("cache.hit", tags)).as("hits").isEqualTo(hits);
    assertThat(AGENT.measured().counter("cache.miss", tags)).as("misses").isEqualTo(misses);
    assertThat(AGENT.measured().values("cache.miss", "cache")).containsExactly("prices");
  }

  @ParameterizedTest
  @CsvSource({CAFFEINE, EHCACHE})
  void reads_countOnce(String provider, String library) {
    try (CacheManager manager = manager(provider)) {
      Cache<Integer, String> cache = manager.createCache("prices", new MutableConfiguration<>());
      cache.put(1, "one");
      cache.get(1);
      cache.get(2);
      cache.getAll(Set.of(1, 2, 3));
      assertReads(library, 2, 3);
      assertThat(AGENT.measured().gauge("cache.entries")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({CAFFEINE, EHCACHE})
  void mixedOperations_countWhatTheLibraryCounts(String provider, String library) throws Exception {
    try (CacheManager manager = manager(provider)) {
      Cache<Integer, String> cache =
          manager.createCache(
              "prices", new MutableConfiguration<Integer, String>().setStatisticsEnabled(true));
      Mixed.run(4, (random, step) -> access(cache, random));
      assertReads(library, statistic("CacheHits"), statistic("CacheMisses"));
    }
  }

  private static void access(Cache<Integer, String> cache, Random random) {
    int key = random.nextInt(30);
    switch (random.nextInt(6)) {
      case 0 -> cache.put(key, "value");
      case 1 -> cache.getAndPut(key, "value");
      case 2 -> cache.getAll(Set.of(key, key + 1));
      case 3 -> cache.remove(key);
      case 4 -> cache.putIfAbsent(key, "value");
      default -> cache.get(key);
    }
  }

  /** What JCache itself tells by JMX. */
  private static long statistic(String attribute) throws Exception {
    var server = ManagementFactory.getPlatformMBeanServer();
    var pattern = new ObjectName("javax.cache:type=CacheStatistics,Cache=prices,*");
    var bean = new TreeSet<>(server.queryNames(pattern, null)).first();
    return (Long) server.getAttribute(bean, attribute);
  }
}
