package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import net.spy.memcached.ConnectionFactoryBuilder;
import net.spy.memcached.ConnectionFactoryBuilder.Protocol;
import net.spy.memcached.MemcachedClient;
import net.spy.memcached.OperationTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against a real server, whose own counts are the truth. */
@SuppressWarnings("CheckReturnValue") // reading a cache is what is tested, not what it holds
class SpymemcachedTest {

  @RegisterExtension static final Memcached MEMCACHED = new Memcached();

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  private MemcachedClient client;

  @BeforeEach
  void connect() throws IOException {
    client = client(Protocol.TEXT);
  }

  /** Without the optimizer, which sends equal keys of several threads once. */
  private static MemcachedClient client(Protocol protocol) throws IOException {
    return new MemcachedClient(
        new ConnectionFactoryBuilder().setProtocol(protocol).setShouldOptimize(false).build(),
        List.of(MEMCACHED.address()));
  }

  @AfterEach
  void close() {
    client.shutdown(5, TimeUnit.SECONDS);
  }

  private static void read(MemcachedClient client) throws Exception {
    client.set("tea", 0, "3.20").get();
    client.get("tea");
    client.get("coffee");
    client.asyncGet("tea").get();
    client.getBulk("tea", "coffee", "milk");
    client.asyncGetBulk(List.of("coffee", "tea", "tea")).get();
  }

  @Test
  void reads_countWhatTheServerCounts() throws Exception {
    read(client);
    close();
    MEMCACHED.assertCounted(AGENT, "spymemcached");
    assertThat(AGENT.measured().counter("cache.hit", "cache", MEMCACHED.name())).isEqualTo(4);
    assertThat(AGENT.measured().counter("cache.miss", "cache", MEMCACHED.name())).isEqualTo(4);
  }

  @Test
  void binaryProtocol_countsWhatTheServerCounts() throws Exception {
    MemcachedClient binary = client(Protocol.BINARY);
    read(binary);
    binary.shutdown(5, TimeUnit.SECONDS);
    MEMCACHED.assertCounted(AGENT, "spymemcached");
    assertThat(AGENT.measured().has("cache.operation.error")).isFalse();
  }

  @Test
  void reads_areTimed() throws Exception {
    read(client);
    close();
    String[] one = {"cache", MEMCACHED.name(), "library", "spymemcached", "operation", "get"};
    String[] many = {"cache", MEMCACHED.name(), "library", "spymemcached", "operation", "getall"};
    assertThat(AGENT.measured().histogram("cache.operation.duration", one).count()).isEqualTo(3);
    assertThat(AGENT.measured().histogram("cache.operation.duration", many).count()).isEqualTo(2);
  }

  @Test
  void pipeline_countsWhatTheServerCounts() throws Exception {
    client.set("tea", 0, "3.20").get();
    List<Future<Object>> answers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      answers.add(client.asyncGet("tea"));
      answers.add(client.asyncGet("coffee"));
    }
    for (Future<Object> answer : answers) {
      answer.get();
    }
    close();
    MEMCACHED.assertCounted(AGENT, "spymemcached");
    assertThat(AGENT.measured().counter("cache.hit")).isEqualTo(100);
  }

  @Test
  void readThatTimesOut_isAnErrorAndNoRead() throws IOException {
    MemcachedClient nobody =
        new MemcachedClient(
            new ConnectionFactoryBuilder().setOpTimeout(50).build(),
            List.of(new InetSocketAddress("localhost", 1)));
    assertThatThrownBy(() -> nobody.get("tea")).isInstanceOf(OperationTimeoutException.class);
    nobody.shutdown();
    String[] tags = {"cache", "localhost:1", "operation", "get", "error", "TIMEDOUT"};
    assertThat(AGENT.measured().counter("cache.operation.error", tags)).isEqualTo(1);
    assertThat(AGENT.measured().has("cache.miss")).isFalse();
  }

  @Test
  void readAfterTheEnd_isAnError() {
    close();
    assertThatThrownBy(() -> client.asyncGet("tea")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> client.getBulk("tea")).isInstanceOf(IllegalStateException.class);
    String error = "IllegalStateException";
    assertThat(AGENT.measured().counter("cache.operation.error", "error", error)).isEqualTo(2);
  }

  @Test
  void cancelledRead_isAnErrorAndNoRead() throws IOException {
    MemcachedClient nobody = new MemcachedClient(new InetSocketAddress("localhost", 1));
    Future<Object> read = nobody.asyncGet("tea");
    read.cancel(true);
    assertThatThrownBy(read::get).isInstanceOf(ExecutionException.class);
    nobody.shutdown();
    assertThat(AGENT.measured().counter("cache.operation.error", "error", "CANCELLED"))
        .isEqualTo(1);
    assertThat(AGENT.measured().has("cache.miss")).isFalse();
  }

  @Test
  void manyThreads_countWhatTheServerCounts() throws Exception {
    Mixed.run(4, (random, step) -> access(client, random));
    close();
    MEMCACHED.assertCounted(AGENT, "spymemcached");
  }

  private static void access(MemcachedClient client, Random random) throws Exception {
    String key = "key" + random.nextInt(50);
    switch (random.nextInt(5)) {
      case 0 -> client.set(key, 0, "value").get();
      case 1 -> client.delete(key).get();
      case 2 -> client.getBulk(key, "key51", "key52");
      case 3 -> client.asyncGet(key).get();
      default -> client.get(key);
    }
  }
}
