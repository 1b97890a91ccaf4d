package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.CacheServer;
import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Memcached server for the tests of a class, empty at the start of each; its own books. */
final class Memcached implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

  private CacheServer server;

  @Override
  public void beforeAll(ExtensionContext context) {
    server = CacheServer.memcached();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    ask("flush_all");
    ask("stats reset");
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server.close();
  }

  InetSocketAddress address() {
    return new InetSocketAddress("localhost", server.port());
  }

  /** The name of the cache that is the server. */
  String name() {
    return "localhost:" + server.port();
  }

  /** What the server itself counts: {@code get_hits}, {@code get_misses}. */
  private long statistic(String name) {
    String line = "STAT " + name + " ";
    return ask("stats")
        .lines()
        .filter(each -> each.startsWith(line))
        .mapToLong(each -> Long.parseLong(each.substring(line.length()).trim()))
        .findFirst()
        .orElseThrow();
  }

  /** Sends a command over a connection of its own, and returns the answer. */
  private String ask(String command) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write((command + "\r\nquit\r\n").getBytes(StandardCharsets.UTF_8));
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
        .isEqualTo(List.of(statistic("get_hits"), statistic("get_misses")));
  }
}
