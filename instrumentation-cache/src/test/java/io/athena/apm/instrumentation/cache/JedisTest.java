package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.JedisPool;
import redis.clients.jedis.exceptions.JedisDataException;

/** Against a real server, whose own counts are the truth. */
@SuppressWarnings({
  "CheckReturnValue", // reading a cache is what is tested, not what it holds
  "deprecation" // the pool of earlier versions
})
class JedisTest {

  @RegisterExtension static final Redis REDIS = new Redis();

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  private redis.clients.jedis.Jedis jedis;

  @BeforeEach
  void connect() {
    jedis = new redis.clients.jedis.Jedis("localhost", REDIS.port());
  }

  @AfterEach
  void close() {
    jedis.close();
  }

  @Test
  void reads_countWhatTheServerCounts() {
    jedis.set("tea", "3.20");
    REDIS.ask("HSET prices tea 3.20");
    jedis.get("tea");
    jedis.get("coffee");
    jedis.get("tea".getBytes(StandardCharsets.UTF_8));
    jedis.hget("prices", "tea");
    jedis.hget("nothing", "tea");
    jedis.mget("tea", "coffee", "milk");
    jedis.getDel("tea");
    REDIS.assertCounted(AGENT, "jedis");
    assertThat(AGENT.measured().counter("cache.hit", "cache", REDIS.name())).isEqualTo(5);
    assertThat(AGENT.measured().counter("cache.miss", "cache", REDIS.name())).isEqualTo(4);
  }

  @Test
  void fieldThatAHashLacks_isAMiss() {
    REDIS.ask("HSET prices tea 3.20");
    jedis.hget("prices", "coffee");
    jedis.hmget("prices", "tea", "coffee", "milk");
    assertThat(AGENT.measured().counter("cache.hit")).isEqualTo(1);
    assertThat(AGENT.measured().counter("cache.miss")).isEqualTo(3);
  }

  @Test
  void reads_areTimed() {
    jedis.get("tea");
    jedis.get("coffee");
    String[] tags = {"cache", REDIS.name(), "library", "jedis", "operation", "get"};
    assertThat(AGENT.measured().histogram("cache.operation.duration", tags).count()).isEqualTo(2);
  }

  @Test
  void readThatFails_isAnErrorAndNoRead() {
    REDIS.ask("HSET prices tea 3.20");
    assertThatThrownBy(() -> jedis.get("prices")).isInstanceOf(JedisDataException.class);
    String[] tags = {"cache", REDIS.name(), "operation", "get", "error", "JedisDataException"};
    assertThat(AGENT.measured().counter("cache.operation.error", tags)).isEqualTo(1);
    assertThat(AGENT.measured().counter("cache.hit")).isZero();
    assertThat(AGENT.measured().counter("cache.miss")).isZero();
  }

  @Test
  void transactionsAndPipelines_areNotMeasured() {
    jedis.set("tea", "3.20");
    var transaction = jedis.multi();
    transaction.get("tea");
    transaction.get("coffee");
    transaction.exec();
    var pipeline = jedis.pipelined();
    pipeline.get("tea");
    pipeline.sync();
    assertThat(AGENT.measured().has("cache.hit")).isFalse();
    assertThat(AGENT.measured().has("cache.miss")).isFalse();
  }

  @Test
  void manyThreads_countWhatTheServerCounts() throws Exception {
    try (JedisPool pool = new JedisPool("localhost", REDIS.port())) {
      Mixed.run(4, (random, step) -> access(pool, random));
    }
    REDIS.assertCounted(AGENT, "jedis");
  }

  private static void access(JedisPool pool, Random random) {
    String key = "key" + random.nextInt(50);
    try (var connection = pool.getResource()) {
      switch (random.nextInt(4)) {
        case 0 -> connection.set(key, "value");
        case 1 -> connection.getDel(key);
        case 2 -> connection.mget(key, "key1", "key2");
        default -> connection.get(key);
      }
    }
  }
}
