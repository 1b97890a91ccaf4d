package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.config.NearCacheConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.athena.apm.kit.agent.AgentExtension;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a real member and a real client; its maps don't tell misses, so a model does. */
@SuppressWarnings("CheckReturnValue") // reading a cache is what is tested, not what it holds
@Timeout(60)
class HazelcastTest {

  private static final String NEAR = "near";

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  private static HazelcastInstance member;
  private static HazelcastInstance client;

  @BeforeAll
  static void start() {
    Config config = new Config().setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.logging.type", "none");
    config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    config.getNetworkConfig().setPort(17_701);
    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
    config.getMapConfig(NEAR).setNearCacheConfig(new NearCacheConfig().setCacheLocalEntries(true));
    member = Hazelcast.newHazelcastInstance(config);
    ClientConfig remote = new ClientConfig().setProperty("hazelcast.logging.type", "none");
    String address =
        "127.0.0.1:" + member.getCluster().getLocalMember().getSocketAddress().getPort();
    remote.getNetworkConfig().addAddress(address);
    remote.addNearCacheConfig(new NearCacheConfig(NEAR));
    client = HazelcastClient.newHazelcastClient(remote);
  }

  @AfterAll
  static void stop() {
    client.shutdown();
    member.shutdown();
  }

  @BeforeEach
  void empty() {
    member.getMap("prices").clear();
    member.getMap(NEAR).clear();
  }

  /** Hazelcast notifies of asynchronous reads on a thread of its own. */
  private static void await(long reads) {
    while (AGENT.measured().counter("cache.hit") + AGENT.measured().counter("cache.miss") < reads) {
      Thread.onSpinWait();
    }
  }

  private static void assertReads(String map, long hits, long misses) {
    await(hits + misses);
    String[] tags = {"cache", map, "library", "hazelcast"};
    assertThat(AGENT.measured().counter("cache.hit", tags)).as("hits").isEqualTo(hits);
    assertThat(AGENT.measured().counter("cache.miss", tags)).as("misses").isEqualTo(misses);
  }

  private static void read(IMap<Integer, String> map) {
    map.put(1, "one");
    map.get(1);
    map.get(2);
    map.getAll(Set.of(1, 2, 3));
    map.getAsync(1).toCompletableFuture().join();
    map.getAsync(2).toCompletableFuture().join();
  }

  @Test
  void mapOfAMember_countsReads() {
    read(member.getMap("prices"));
    assertReads("prices", 3, 4);
    assertThat(AGENT.measured().histogram("cache.operation.duration", "operation", "get").count())
        .isEqualTo(4);
  }

  @Test
  void mapOfAClient_countsReads() {
    read(client.getMap("prices"));
    assertReads("prices", 3, 4);
  }

  @Test
  void nearCache_countsAReadOnce() {
    for (HazelcastInstance each : new HazelcastInstance[] {member, client}) {
      IMap<Integer, String> map = each.getMap(NEAR);
      map.put(1, "one");
      for (int i = 0; i < 5; i++) {
        map.get(1);
      }
      assertThat(map.getLocalMapStats().getNearCacheStats().getHits()).isPositive();
    }
    assertReads(NEAR, 10, 0);
  }

  @Test
  void manyThreads_countEachReadOnce() throws Exception {
    AtomicLong hits = new AtomicLong();
    AtomicLong misses = new AtomicLong();
    IMap<Integer, String> map = member.getMap("prices");
    Mixed.run(4, (random, step) -> access(map, random, hits, misses));
    assertReads("prices", hits.get(), misses.get());
  }

  private static void access(
      IMap<Integer, String> map, Random random, AtomicLong hits, AtomicLong misses) {
    int key = random.nextInt(30);
    switch (random.nextInt(3)) {
      case 0 -> map.set(key, "value");
      case 1 -> map.delete(key);
      default -> (map.get(key) == null ? misses : hits).incrementAndGet();
    }
  }
}
