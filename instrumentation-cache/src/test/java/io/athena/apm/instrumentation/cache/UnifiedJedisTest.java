package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.agent.AgentExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** The client that version 4 brought: each command is measured. */
@SuppressWarnings({
  "CheckReturnValue", // reading a cache is what is tested, not what it holds
  "deprecation" // what earlier versions have, too
})
class UnifiedJedisTest {

  @RegisterExtension static final Redis REDIS = new Redis();

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  @Test
  void commands_countWhatTheServerCounts() {
    var server = new PooledConnectionProvider(new HostAndPort("localhost", REDIS.port()));
    try (UnifiedJedis jedis = new UnifiedJedis(server, 1, Duration.ofSeconds(5))) {
      jedis.set("tea", "3.20");
      jedis.get("tea");
      jedis.get("coffee");
      jedis.mget("tea", "coffee");
    }
    REDIS.assertCounted(AGENT, "jedis");
    String[] tags = {"cache", REDIS.name(), "library", "jedis", "operation", "set"};
    assertThat(AGENT.measured().histogram("cache.operation.duration", tags).count()).isEqualTo(1);
  }
}
