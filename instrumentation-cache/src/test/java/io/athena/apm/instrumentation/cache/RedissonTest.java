package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.api.BatchOptions;
import org.redisson.api.LocalCachedMapOptions;
import org.redisson.api.RBatch;
import org.redisson.api.RBucket;
import org.redisson.api.RFuture;
import org.redisson.api.RLocalCachedMap;
import org.redisson.api.RMap;
import org.redisson.api.RMapCache;
import org.redisson.api.RedissonClient;
import org.redisson.client.RedisException;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** Against a real server: its own counts are the truth where each read is one of the server's. */
@SuppressWarnings({
  "CheckReturnValue", // reading a cache is what is tested, not what it holds
  "deprecation" // the options of earlier versions
})
@Timeout(60)
class RedissonTest {

  @RegisterExtension static final Redis REDIS = new Redis();

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  private RedissonClient client;

  @BeforeEach
  void connect() {
    Config config = new Config().setCodec(StringCodec.INSTANCE);
    config
        .useSingleServer()
        .setAddress("redis://localhost:" + REDIS.port())
        .setConnectionMinimumIdleSize(1)
        .setSubscriptionConnectionMinimumIdleSize(0)
        .setConnectionPoolSize(8);
    client = org.redisson.Redisson.create(config);
    REDIS.ask("CONFIG RESETSTAT");
  }

  @AfterEach
  void close() {
    client.shutdown(0, 5, TimeUnit.SECONDS);
  }

  /** The library completes futures before it calls all who wait for them. */
  private void assertReads(String cache, long hits, long misses) {
    close();
    String[] tags = {"cache", cache, "library", "redisson"};
    assertThat(AGENT.measured().counter("cache.hit", tags)).as("hits").isEqualTo(hits);
    assertThat(AGENT.measured().counter("cache.miss", tags)).as("misses").isEqualTo(misses);
  }

  @Test
  void buckets_countWhatTheServerCounts() {
    client.getBucket("tea").set("3.20");
    client.getBucket("tea").get();
    client.getBucket("coffee").get();
    client.getBucket("tea").getAsync().toCompletableFuture().join();
    client.getBuckets().get("tea", "coffee", "milk");
    assertReads(REDIS.name(), 3, 3);
    REDIS.assertCounted(AGENT, "redisson");
    String[] tags = {"cache", REDIS.name(), "library", "redisson", "operation", "get"};
    assertThat(AGENT.measured().histogram("cache.operation.duration", tags).count()).isEqualTo(3);
  }

  @Test
  void map_countsReadsUnderItsName() {
    read(client.getMap("prices"));
    assertReads("prices", 3, 4);
    assertThat(AGENT.measured().histogram("cache.operation.duration", "operation", "get").count())
        .isEqualTo(4);
    assertThat(AGENT.measured().values("cache.hit", "cache")).containsExactly("prices");
  }

  private static void read(RMap<String, String> map) {
    map.fastPut("tea", "3.20");
    map.get("tea");
    map.get("coffee");
    map.getAll(Set.of("tea", "coffee", "milk"));
    map.getAsync("tea").toCompletableFuture().join();
    map.getAsync("coffee").toCompletableFuture().join();
  }

  @Test
  void mapCache_countsReadsUnderItsName() {
    RMapCache<String, String> map = client.getMapCache("prices");
    read(map);
    map.getWithTTLOnly("tea");
    map.getAllWithTTLOnly(Set.of("tea", "coffee"));
    assertReads("prices", 5, 5);
  }

  @Test
  void reactiveRead_countsOnceForEachSubscription() {
    client.getMap("prices").fastPut("tea", "3.20");
    var read = client.reactive().getMap("prices").get("tea");
    read.block();
    read.block();
    assertReads("prices", 2, 0);
  }

  @Test
  void nearCache_countsAReadOnce() {
    RLocalCachedMap<String, String> map =
        client.getLocalCachedMap("prices", LocalCachedMapOptions.defaults());
    map.fastPut("tea", "3.20");
    for (int i = 0; i < 5; i++) {
      map.get("tea");
      map.get("coffee");
      map.getAll(Set.of("tea", "coffee"));
    }
    assertThat(REDIS.statistic("keyspace_hits")).as("of the server").isLessThan(20);
    assertReads("prices", 10, 10);
    assertThat(
            AGENT.measured().histogram("cache.operation.duration", "operation", "getall").count())
        .isEqualTo(5);
  }

  @Test
  void batch_countsWhatItReads() {
    client.getBucket("tea").set("3.20");
    RBatch batch = client.createBatch();
    RFuture<Object> hit = batch.getBucket("tea").getAsync();
    RFuture<Object> miss = batch.getBucket("coffee").getAsync();
    batch.execute();
    assertThat(hit.toCompletableFuture().join()).isEqualTo("3.20");
    assertThat(miss.toCompletableFuture().join()).isNull();
    assertReads(REDIS.name(), 1, 1);
  }

  @Test
  void batchWithoutResults_isNoMiss() {
    client.getBucket("tea").set("3.20");
    RBatch batch = client.createBatch(BatchOptions.defaults().skipResult());
    var unused = batch.getBucket("tea").getAsync();
    batch.execute();
    close();
    assertThat(AGENT.measured().has("cache.miss")).isFalse();
  }

  @Test
  void readThatFails_isAnErrorAndNoRead() {
    REDIS.ask("HSET prices tea 3.20");
    RBucket<String> bucket = client.getBucket("prices");
    assertThatThrownBy(bucket::get).isInstanceOf(RedisException.class);
    close();
    String[] tags = {"cache", REDIS.name(), "operation", "get", "error", "RedisException"};
    assertThat(AGENT.measured().counter("cache.operation.error", tags)).isEqualTo(1);
    assertThat(AGENT.measured().has("cache.miss")).isFalse();
  }

  @Test
  void manyThreadsOnBuckets_countWhatTheServerCounts() throws Exception {
    Mixed.run(4, (random, step) -> access(client, random));
    close();
    REDIS.assertCounted(AGENT, "redisson");
  }

  private static void access(RedissonClient client, Random random) {
    String key = "key" + random.nextInt(50);
    switch (random.nextInt(5)) {
      case 0 -> client.getBucket(key).set("value");
      case 1 -> client.getBucket(key).delete();
      case 2 -> client.getBuckets().get(key, "key51", "key52");
      case 3 -> client.getBucket(key).getAsync().toCompletableFuture().join();
      default -> client.getBucket(key).get();
    }
  }

  @Test
  void manyThreadsOnANearCache_countEachReadOnce() throws Exception {
    AtomicLong hits = new AtomicLong();
    AtomicLong misses = new AtomicLong();
    RMap<String, String> map = client.getLocalCachedMap("prices", LocalCachedMapOptions.defaults());
    Mixed.run(4, (random, step) -> access(map, random, hits, misses));
    assertReads("prices", hits.get(), misses.get());
  }

  private static void access(
      RMap<String, String> map, Random random, AtomicLong hits, AtomicLong misses) {
    String key = "key" + random.nextInt(50);
    switch (random.nextInt(4)) {
      case 0 -> map.fastPut(key, "value");
      case 1 -> map.fastRemove(key);
      case 2 -> {
        int found = map.getAll(Set.of(key, "key51", "key52")).size();
        hits.addAndGet(found);
        misses.addAndGet(3 - found);
      }
      default -> (map.get(key) == null ? misses : hits).incrementAndGet();
    }
  }
}
