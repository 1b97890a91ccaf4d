package io.athena.apm.exporters.datadog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A UDP port that is read when a test asks; its buffer is as large as the system allows. */
final class ReadingServer implements AutoCloseable {

  private final DatagramChannel channel;
  private final List<String> lines = new ArrayList<>();

  private ReadingServer(DatagramChannel channel) {
    this.channel = channel;
  }

  static ReadingServer open() {
    try {
      DatagramChannel channel = DatagramChannel.open();
      channel.setOption(StandardSocketOptions.SO_RCVBUF, 4 * 1024 * 1024);
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      channel.configureBlocking(false);
      return new ReadingServer(channel);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  int port() {
    return channel.socket().getLocalPort();
  }

  /** Reads what there is. */
  void read() {
    ByteBuffer buffer = ByteBuffer.allocate(65_536);
    try {
      while (channel.receive(buffer) != null) {
        StandardCharsets.UTF_8.decode(buffer.flip()).toString().lines().forEach(lines::add);
        buffer.clear();
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** All lines so far. The client was closed, so all it wrote is in the buffer. */
  List<String> lines(int expected) {
    read();
    if (lines.size() != expected) {
      throw new AssertionError(lines.size() + " lines, not " + expected + ": " + first());
    }
    return lines;
  }

  private List<String> first() {
    return lines.subList(0, Math.min(20, lines.size()));
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
