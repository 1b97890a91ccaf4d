package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.agent.AgentExtension;
import io.lettuce.core.RedisClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.rubyeye.xmemcached.XMemcachedClient;
import net.spy.memcached.MemcachedClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.redisson.config.Config;

/** The operator names keys by their prefix; no key is shown. Against real servers. */
@SuppressWarnings("CheckReturnValue") // reading a cache is what is tested, not what it holds
class KeyNamesTest {

  private static final Map<String, String> NAMES =
      Map.of("user:*", "users", "user:session:*", "sessions", "prices", "not a prefix");

  @RegisterExtension static final Redis REDIS = new Redis();
  @RegisterExtension static final Memcached MEMCACHED = new Memcached();

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
          CacheInstrumentations.all(),
          (registry, spans, log) -> CacheInstrumentations.install(registry, spans, log, NAMES));

  private static void assertReads(String cache, long hits, long misses) {
    assertThat(AGENT.measured().counter("cache.hit", "cache", cache)).isEqualTo(hits);
    assertThat(AGENT.measured().counter("cache.miss", "cache", cache)).isEqualTo(misses);
  }

  @Test
  void jedis_countsUnderTheNameOfTheFirstKey() {
    try (var jedis = new redis.clients.jedis.Jedis("localhost", REDIS.port())) {
      jedis.set("user:1", "a");
      jedis.get("user:1");
      jedis.get("user:2".getBytes(StandardCharsets.UTF_8));
      jedis.mget("user:session:1", "user:1");
      jedis.get("prices");
      jedis.ping();
    }
    assertReads("users", 1, 1);
    assertReads("sessions", 1, 1);
    assertReads(REDIS.name(), 0, 1);
  }

  @Test
  void lettuce_countsUnderTheNameOfTheFirstKey() {
    RedisClient client = RedisClient.create("redis://localhost:" + REDIS.port());
    try (var connection = client.connect()) {
      connection.sync().set("user:1", "a");
      connection.sync().get("user:1");
      connection.sync().mget("user:session:1", "user:1");
      connection.sync().get("prices");
      connection.sync().ping();
    } finally {
      client.shutdown();
    }
    assertReads("users", 1, 0);
    assertReads("sessions", 1, 1);
    assertReads(REDIS.name(), 0, 1);
  }

  @Test
  void redisson_countsBucketsUnderTheirNames() {
    Config config = new Config();
    config.useSingleServer().setAddress("redis://localhost:" + REDIS.port());
    var client = org.redisson.Redisson.create(config);
    client.getBucket("user:1").get();
    client.getBuckets().get("user:session:1", "user:1");
    client.shutdown();
    assertReads("users", 0, 1);
    assertReads("sessions", 0, 2);
  }

  @Test
  void spymemcached_countsUnderTheNameOfTheKey() throws Exception {
    var client = new MemcachedClient(MEMCACHED.address());
    client.set("user:1", 0, "a").get();
    client.get("user:1");
    client.get("user:session:1");
    client.get("prices");
    client.shutdown();
    assertReads("users", 1, 0);
    assertReads("sessions", 0, 1);
    assertReads(MEMCACHED.name(), 0, 1);
  }

  @Test
  void xmemcached_countsUnderTheNameOfTheFirstKey() throws Exception {
    var client = new XMemcachedClient(MEMCACHED.address());
    client.set("user:1", 0, "a");
    client.get("user:1");
    client.get(List.of("user:session:1", "user:1"));
    client.shutdown();
    assertReads("users", 1, 0);
    assertReads("sessions", 1, 1);
  }
}
