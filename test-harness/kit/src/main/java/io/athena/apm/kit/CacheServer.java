package io.athena.apm.kit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * A Redis or Memcached server in a process of its own (Debian packages {@code redis-server} and
 * {@code memcached}), empty, on a free port of the loopback interface.
 */
public final class CacheServer implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);

  private final int port;
  private final LoggedProcess process;

  private CacheServer(int port, LoggedProcess process) {
    this.port = port;
    this.process = process;
  }

  /**
   * Starts Redis and returns when it accepts connections.
   *
   * @throws org.opentest4j.TestAbortedException where it is missing, by the rule of {@link
   *     Requirement}
   */
  public static CacheServer redis() {
    var port = FreePort.tcp();
    var program = Requirement.program("redis-server").toString();
    return started(
        port, program, "--port", String.valueOf(port), "--bind", "127.0.0.1", "--save", "");
  }

  /**
   * Starts Memcached and returns when it accepts connections.
   *
   * @throws org.opentest4j.TestAbortedException where it is missing, by the rule of {@link
   *     Requirement}
   */
  public static CacheServer memcached() {
    var port = FreePort.tcp();
    var program = Requirement.program("memcached").toString();
    var user = System.getProperty("user.name");
    return started(
        port, program, "-p", String.valueOf(port), "-l", "127.0.0.1", "-U", "0", "-u", user);
  }

  private static CacheServer started(int port, String... command) {
    var server = new CacheServer(port, Guard.start(command));
    if (!Polling.until(server::accepts, START)) {
      server.close();
      throw server.process.failure("does not accept connections within " + START);
    }
    return server;
  }

  private boolean accepts() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The TCP port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** Kills the server and waits until it is gone. */
  @Override
  public void close() {
    process.close();
  }
}
