package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClient;
import net.rubyeye.xmemcached.command.BinaryCommandFactory;
import net.rubyeye.xmemcached.exception.MemcachedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a real server, whose own counts are the truth. */
@SuppressWarnings("CheckReturnValue") // reading a cache is what is tested, not what it holds
class XmemcachedTest {

  @RegisterExtension static final Memcached MEMCACHED = new Memcached();

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  private MemcachedClient client;

  @BeforeEach
  void connect() throws IOException {
    client = new XMemcachedClient(MEMCACHED.address());
  }

  @AfterEach
  void close() throws IOException {
    client.shutdown();
  }

  private static void read(MemcachedClient client) throws Exception {
    client.set("tea", 0, "3.20");
    client.get("tea");
    client.get("coffee");
    client.gets("tea");
    client.get(List.of("tea", "coffee", "milk"));
    client.gets(List.of("tea", "coffee"));
  }

  @Test
  void reads_countWhatTheServerCounts() throws Exception {
    read(client);
    MEMCACHED.assertCounted(AGENT, "xmemcached");
    assertThat(AGENT.measured().counter("cache.hit", "cache", MEMCACHED.name())).isEqualTo(4);
    assertThat(AGENT.measured().counter("cache.miss", "cache", MEMCACHED.name())).isEqualTo(4);
  }

  @Test
  void binaryProtocol_countsWhatTheServerCounts() throws Exception {
    var binary = new XMemcachedClient(MEMCACHED.address(), 1, new BinaryCommandFactory());
    read(binary);
    binary.shutdown();
    MEMCACHED.assertCounted(AGENT, "xmemcached");
  }

  @Test
  void reads_areTimed() throws Exception {
    read(client);
    String[] one = {"cache", MEMCACHED.name(), "library", "xmemcached", "operation", "get"};
    String[] many = {"cache", MEMCACHED.name(), "library", "xmemcached", "operation", "getall"};
    assertThat(AGENT.measured().histogram("cache.operation.duration", one).count()).isEqualTo(3);
    assertThat(AGENT.measured().histogram("cache.operation.duration", many).count()).isEqualTo(2);
  }

  @Test
  void keyThatIsAskedForTwice_countsOnce() throws Exception {
    client.set("tea", 0, "3.20");
    client.get(List.of("tea", "tea", "coffee"));
    assertThat(AGENT.measured().counter("cache.hit")).isEqualTo(1);
    assertThat(AGENT.measured().counter("cache.miss")).isEqualTo(1);
  }

  @Test
  void clientOfSeveralServers_hasTheFirstOnesName() throws Exception {
    client.addServer("127.0.0.1", MEMCACHED.address().getPort());
    client.get("coffee");
    assertThat(AGENT.measured().values("cache.miss", "cache")).containsExactly(MEMCACHED.name());
  }

  @Test
  void readThatFails_isAnErrorAndNoRead() throws Exception {
    client.shutdown();
    assertThatThrownBy(() -> client.get("tea")).isInstanceOf(MemcachedException.class);
    String[] tags = {"cache", MEMCACHED.name(), "operation", "get", "error", "MemcachedException"};
    assertThat(AGENT.measured().counter("cache.operation.error", tags)).isEqualTo(1);
    assertThat(AGENT.measured().has("cache.miss")).isFalse();
  }

  @Test
  void manyThreads_countWhatTheServerCounts() throws Exception {
    client.setOptimizeGet(false); // which sends equal keys of several threads once
    Mixed.run(4, (random, step) -> access(client, random));
    MEMCACHED.assertCounted(AGENT, "xmemcached");
  }

  private static void access(MemcachedClient client, Random random) throws Exception {
    String key = "key" + random.nextInt(50);
    switch (random.nextInt(5)) {
      case 0 -> client.set(key, 0, "value");
      case 1 -> client.delete(key);
      case 2 -> client.get(List.of(key, "key51", "key52"));
      case 3 -> client.gets(key);
      default -> client.get(key);
    }
  }
}
