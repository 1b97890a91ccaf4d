package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a real server, whose own counts are the truth. */
@SuppressWarnings("CheckReturnValue") // reading a cache is what is tested, not what it holds
class LettuceTest {

  @RegisterExtension static final Redis REDIS = new Redis();

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  private RedisClient client;
  private StatefulRedisConnection<String, String> connection;

  @BeforeEach
  void connect() {
    client = RedisClient.create("redis://localhost:" + REDIS.port());
    connection = client.connect();
  }

  /** The library's threads have ended, and with them all that they report. */
  @AfterEach
  void close() {
    client.shutdown(0, 5, TimeUnit.SECONDS);
  }

  @Test
  void synchronousReads_countWhatTheServerCounts() {
    RedisCommands<String, String> redis = connection.sync();
    redis.set("tea", "3.20");
    redis.hset("prices", "tea", "3.20");
    redis.get("tea");
    redis.get("coffee");
    redis.hget("prices", "tea");
    redis.hget("nothing", "tea");
    redis.mget("tea", "coffee", "milk");
    close();
    REDIS.assertCounted(AGENT, "lettuce");
    assertThat(AGENT.measured().counter("cache.hit", "cache", REDIS.name())).isEqualTo(3);
    assertThat(AGENT.measured().counter("cache.miss", "cache", REDIS.name())).isEqualTo(4);
    String[] tags = {"cache", REDIS.name(), "library", "lettuce", "operation", "get"};
    assertThat(AGENT.measured().histogram("cache.operation.duration", tags).count()).isEqualTo(2);
  }

  @Test
  void asynchronousReads_countWhatTheServerCounts() throws Exception {
    RedisAsyncCommands<String, String> redis = connection.async();
    redis.set("tea", "3.20").get();
    List<RedisFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      answers.add(redis.get("tea"));
      answers.add(redis.get("coffee"));
    }
    for (RedisFuture<String> answer : answers) {
      answer.get();
    }
    close();
    REDIS.assertCounted(AGENT, "lettuce");
    assertThat(AGENT.measured().counter("cache.hit")).isEqualTo(10);
  }

  @Test
  void reactiveReads_countWhatTheServerCounts() {
    connection.sync().set("tea", "3.20");
    assertThat(connection.reactive().get("tea").block()).isEqualTo("3.20");
    assertThat(connection.reactive().get("coffee").block()).isNull();
    close();
    REDIS.assertCounted(AGENT, "lettuce");
    assertThat(AGENT.measured().counter("cache.hit")).isEqualTo(1);
  }

  @Test
  void reactiveReadOfMany_isTimedOnly() {
    connection.sync().set("tea", "3.20");
    assertThat(connection.reactive().mget("tea", "coffee").collectList().block()).hasSize(2);
    close();
    assertThat(AGENT.measured().counter("cache.hit")).isZero();
    assertThat(AGENT.measured().counter("cache.miss")).isZero();
    assertThat(AGENT.measured().histogram("cache.operation.duration", "operation", "mget").count())
        .isEqualTo(1);
  }

  @Test
  void transaction_isNotMeasured() {
    RedisCommands<String, String> redis = connection.sync();
    redis.set("tea", "3.20");
    redis.multi();
    redis.get("tea");
    redis.get("coffee");
    redis.exec();
    redis.multi();
    redis.get("tea");
    redis.discard();
    redis.get("tea");
    close();
    assertThat(AGENT.measured().counter("cache.hit")).isEqualTo(1);
    assertThat(AGENT.measured().counter("cache.miss")).isZero();
  }

  @Test
  void pipeline_countsWhatTheServerCounts() throws Exception {
    RedisAsyncCommands<String, String> redis = connection.async();
    redis.set("tea", "3.20").get();
    connection.setAutoFlushCommands(false);
    RedisFuture<String> hit = redis.get("tea");
    RedisFuture<String> miss = redis.get("coffee");
    connection.flushCommands();
    hit.get();
    miss.get();
    close();
    REDIS.assertCounted(AGENT, "lettuce");
  }

  @Test
  void readThatFails_isAnErrorAndNoRead() {
    connection.sync().hset("prices", "tea", "3.20");
    assertThatThrownBy(() -> connection.sync().get("prices"))
        .isInstanceOf(RedisCommandExecutionException.class);
    close();
    String error = "RedisCommandExecutionException";
    assertThat(AGENT.measured().counter("cache.operation.error", "error", error)).isEqualTo(1);
    assertThat(AGENT.measured().counter("cache.miss")).isZero();
  }

  @Test
  void manyThreads_countWhatTheServerCounts() throws Exception {
    Mixed.run(4, (random, step) -> access(connection.sync(), random));
    close();
    REDIS.assertCounted(AGENT, "lettuce");
  }

  private static void access(RedisCommands<String, String> redis, Random random) {
    String key = "key" + random.nextInt(50);
    switch (random.nextInt(4)) {
      case 0 -> redis.set(key, "value");
      case 1 -> redis.del(key);
      case 2 -> redis.mget(key, "key1", "key2");
      default -> redis.get(key);
    }
  }
}
