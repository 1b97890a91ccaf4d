package io.athena.apm.exporters;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A real UDP port on the loopback interface. What was sent there is in its receive buffer when the
 * write returns, so reading needs no waiting.
 */
public final class LoopbackServer implements AutoCloseable {

  private final DatagramChannel channel;
  private final int port;

  private LoopbackServer(DatagramChannel channel) {
    this.channel = channel;
    this.port = channel.socket().getLocalPort();
  }

  /** On a port that was free. */
  public static LoopbackServer open() {
    return open(0);
  }

  /** On this port. */
  public static LoopbackServer open(int port) {
    return open("127.0.0.1", port);
  }

  /** At this address of this machine. */
  public static LoopbackServer open(String address, int port) {
    return open(address, port, 0);
  }

  /** On a port that was free, with a receive buffer as large as the system allows. */
  public static LoopbackServer large() {
    return open("127.0.0.1", 0, 4 * 1024 * 1024);
  }

  private static LoopbackServer open(String address, int port, int buffer) {
    try {
      DatagramChannel channel = DatagramChannel.open();
      if (buffer > 0) {
        channel.setOption(StandardSocketOptions.SO_RCVBUF, buffer);
      }
      channel.bind(new InetSocketAddress(address, port));
      channel.configureBlocking(false);
      return new LoopbackServer(channel);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** The port, which stays known when it is closed. */
  public int port() {
    return port;
  }

  /** The datagrams that have arrived since the last call. */
  public List<String> receive() {
    List<String> datagrams = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.allocate(65_536);
    try {
      while (channel.receive(buffer) != null) {
        datagrams.add(StandardCharsets.UTF_8.decode(buffer.flip()).toString());
        buffer.clear();
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    return datagrams;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
