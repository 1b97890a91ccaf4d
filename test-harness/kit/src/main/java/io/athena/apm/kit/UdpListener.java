package io.athena.apm.kit;

import io.athena.apm.command.listen.Datagram;
import io.athena.apm.command.listen.UdpReceiver;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Keeps every datagram that reaches a UDP port of the loopback interface.
 *
 * <p>The receive buffer is as large as the operating system allows, and a dedicated thread empties
 * it. All methods may be called from any thread.
 */
public final class UdpListener implements AutoCloseable {

  private final List<Datagram> datagrams = new CopyOnWriteArrayList<>();
  private final LineLog lines = new LineLog();
  private final UdpReceiver receiver;

  private UdpListener(InetAddress address, int port) {
    receiver = UdpReceiver.start(address, port, this::keep);
  }

  /** Listens on a free port. */
  public static UdpListener start() {
    return start(0);
  }

  /**
   * Listens on this port.
   *
   * @throws java.io.UncheckedIOException when the port is taken
   */
  public static UdpListener start(int port) {
    return start(InetAddress.getLoopbackAddress(), port);
  }

  /** As {@link #start(int)}, at another address of this machine. */
  public static UdpListener start(InetAddress address, int port) {
    return new UdpListener(address, port);
  }

  private void keep(Datagram datagram) {
    datagrams.add(datagram);
    datagram.lines().forEach(lines::add);
  }

  /** The port. */
  public int port() {
    return receiver.port();
  }

  /** The datagrams so far, in the order of arrival. */
  public List<Datagram> datagrams() {
    return List.copyOf(datagrams);
  }

  /** The lines of all datagrams so far. */
  public List<String> lines() {
    return lines.lines();
  }

  /**
   * Waits for a line, from the beginning, that the predicate accepts.
   *
   * @throws AssertionError at the limit, with all lines
   */
  public String awaitLine(Predicate<String> wanted, Duration limit) {
    return lines
        .await(wanted, Deadline.in(limit))
        .orElseThrow(() -> missing("no expected line within " + limit));
  }

  private AssertionError missing(String what) {
    var received = lines();
    return new AssertionError(
        what + "; " + received.size() + " lines:\n" + String.join("\n", received));
  }

  /** Reads what has arrived and stops listening; the lines stay readable. */
  @Override
  public void close() {
    receiver.close();
    lines.end();
  }
}
