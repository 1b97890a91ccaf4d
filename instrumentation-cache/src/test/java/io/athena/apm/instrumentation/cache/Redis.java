package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.CacheServer;
import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Redis server for the tests of a class, empty at the start of each; its own books. */
final class Redis implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  private CacheServer server;

  @Override
  public void beforeAll(ExtensionContext context) {
    server = CacheServer.redis();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    ask("FLUSHALL");
    ask("CONFIG RESETSTAT");
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server.close();
  }

  int port() {
    return server.port();
  }

  /** The name of the cache that is the server. */
  String name() {
    return "localhost:" + port();
  }

  /** What the server itself counts: {@code keyspace_hits}, {@code keyspace_misses}. */
  long statistic(String name) {
    return ask("INFO stats")
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1).trim()))
        .findFirst()
        .orElseThrow();
  }

  /** Sends a command over a connection of its own, and returns the answer. */
  String ask(String command) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /** The agent's hits and misses of all caches are the server's. */
  void assertCounted(AgentExtension agent, String library) {
    assertThat(
            List.of(
                agent.measured().counter("cache.hit", "library", library),
                agent.measured().counter("cache.miss", "library", library)))
        .as("hits and misses")
        .isEqualTo(List.of(statistic("keyspace_hits"), statistic("keyspace_misses")));
  }
}
