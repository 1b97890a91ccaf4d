package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.agent.AgentExtension;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.api.RedissonClient;
import org.redisson.config.Config;
import org.redisson.jcache.configuration.RedissonConfiguration;
import org.redisson.spring.cache.CacheConfig;
import org.redisson.spring.cache.RedissonCache;

/** Redisson's caches for JCache and Spring: each counts what the library counts. */
@SuppressWarnings("CheckReturnValue") // reading a cache is what is tested, not what it holds
@Timeout(60)
class RedissonCachesTest {

  private static final String PROVIDER = "org.redisson.jcache.JCachingProvider";

  @RegisterExtension static final Redis REDIS = new Redis();

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  private RedissonClient client;

  @BeforeEach
  void connect() {
    Config config = new Config();
    config
        .useSingleServer()
        .setAddress("redis://localhost:" + REDIS.port())
        .setConnectionMinimumIdleSize(1)
        .setSubscriptionConnectionMinimumIdleSize(0)
        .setConnectionPoolSize(8);
    client = org.redisson.Redisson.create(config);
  }

  @AfterEach
  void close() {
    client.shutdown(0, 5, TimeUnit.SECONDS);
  }

  private void assertReads(long hits, long misses) {
    close();
    String[] tags = {"cache", "prices", "library", "redisson"};
    assertThat(AGENT.measured().counter("cache.hit", tags)).as("hits").isEqualTo(hits);
    assertThat(AGENT.measured().counter("cache.miss", tags)).as("misses").isEqualTo(misses);
    assertThat(AGENT.measured().values("cache.miss", "cache")).containsExactly("prices");
  }

  private static CacheManager manager() {
    return Caching.getCachingProvider(PROVIDER).getCacheManager();
  }

  private Cache<String, String> jcache(CacheManager manager, boolean statistics) {
    MutableConfiguration<String, String> standard =
        new MutableConfiguration<String, String>().setStatisticsEnabled(statistics);
    return manager.createCache("prices", RedissonConfiguration.fromInstance(client, standard));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void jcacheReads_countOnceWhetherItsStatisticsAreOnOrOff(boolean statistics) {
    Cache<String, String> cache = jcache(manager(), statistics);
    cache.put("tea", "3.20");
    cache.get("tea");
    cache.get("coffee");
    cache.getAndPut("tea", "3.40");
    cache.getAndRemove("coffee");
    manager().destroyCache("prices");
    assertReads(2, 2);
    String[] tags = {"cache", "prices", "library", "redisson", "operation", "get"};
    assertThat(AGENT.measured().histogram("cache.operation.duration", tags).count()).isEqualTo(2);
  }

  @Test
  void jcacheReads_leaveNoNameOnTheThread() {
    Cache<String, String> cache = jcache(manager(), false);
    cache.put("tea", "3.20");
    cache.get("tea");
    client.getBucket("tea").get();
    manager().destroyCache("prices");
    close();
    assertThat(AGENT.measured().counter("cache.hit", "cache", "prices")).isEqualTo(1);
    assertThat(AGENT.measured().counter("cache.miss", "cache", REDIS.name())).isEqualTo(1);
  }

  @Test
  void jcacheOfManyThreads_countsWhatItCounts() throws Exception {
    Cache<String, String> cache = jcache(manager(), true);
    Mixed.run(2, (random, step) -> access(cache, random, step));
    long hits = statistic("CacheHits");
    long misses = statistic("CacheMisses");
    manager().destroyCache("prices");
    assertReads(hits, misses);
  }

  private static void access(Cache<String, String> cache, Random random, int step) {
    String key = "key" + random.nextInt(30);
    switch (step % 6) {
      case 0 -> cache.put(key, "value");
      case 1 -> cache.getAndPut(key, "value");
      case 2 -> cache.getAll(Set.of(key, "key31"));
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

  private static void read(RedissonCache cache) {
    cache.put("tea", "3.20");
    cache.get("tea");
    cache.get("coffee");
    cache.get("tea", String.class);
    cache.get("milk", () -> "0.80");
    cache.get("milk", () -> "0.80");
  }

  @Test
  void springCacheOverAMap_countsOnceAlsoWhereItLoads() {
    read(new RedissonCache(client.getMap("prices"), true));
    assertReads(3, 2);
  }

  @Test
  void springCacheOverAMapCache_countsOnceAlsoWhereItLoads() {
    read(new RedissonCache(client.getMapCache("prices"), new CacheConfig(), true));
    assertReads(3, 2);
    String[] tags = {"cache", "prices", "library", "redisson", "operation", "get"};
    assertThat(AGENT.measured().histogram("cache.operation.duration", tags).count()).isEqualTo(6);
  }

  @Test
  void mapThatIsNoStore_countsBesideASpringCacheOfItsName() {
    RedissonCache cache = new RedissonCache(client.getMap("prices"), true);
    cache.get("tea");
    client.getMap("prices").get("tea");
    assertReads(0, 2);
  }
}
