package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.agent.AgentExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.cache.Cache;
import org.springframework.data.redis.cache.RedisCacheManager;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Spring's caches in Redis: each read counts once, under the name of Spring's cache. */
@SuppressWarnings("CheckReturnValue") // reading a cache is what is tested, not what it holds
class SpringDataRedisTest {

  @RegisterExtension static final Redis REDIS = new Redis();

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  private static RedisStandaloneConfiguration server() {
    return new RedisStandaloneConfiguration("localhost", REDIS.port());
  }

  private static void read(RedisConnectionFactory factory) {
    Cache cache = RedisCacheManager.create(factory).getCache("prices");
    cache.put("tea", "3.20");
    cache.get("tea");
    cache.get("tea", String.class);
    cache.get("coffee");
    cache.get("milk", () -> "0.80");
  }

  @Test
  void lettuceUnderSpring_countsOnceUnderSpringsName() {
    LettuceConnectionFactory factory = new LettuceConnectionFactory(server());
    factory.afterPropertiesSet();
    factory.start();
    read(factory);
    factory.destroy();
    assertReads("lettuce");
  }

  @Test
  void jedisUnderSpring_countsOnceUnderSpringsName() {
    JedisConnectionFactory factory = new JedisConnectionFactory(server());
    factory.afterPropertiesSet();
    factory.start();
    read(factory);
    factory.destroy();
    assertReads("jedis");
  }

  private static void assertReads(String library) {
    REDIS.assertCounted(AGENT, library);
    String[] tags = {"cache", "prices", "library", library};
    assertThat(AGENT.measured().counter("cache.hit", tags)).isEqualTo(2);
    assertThat(AGENT.measured().values("cache.hit", "cache")).containsExactly("prices");
  }
}
