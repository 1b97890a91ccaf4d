package io.athena.apm.exporters.statsd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A receiver of streams at a Unix socket, which reads when it is told to. What was written is there
 * when the write returns, so reading needs no waiting.
 */
final class UnixServer implements AutoCloseable {

  private final Path path;
  private final ServerSocketChannel listening;
  private final List<Connection> connections = new ArrayList<>();

  private UnixServer(Path path, ServerSocketChannel listening) {
    this.path = path;
    this.listening = listening;
  }

  static UnixServer open(Path path) {
    try {
      Files.deleteIfExists(path);
      ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      channel.bind(UnixDomainSocketAddress.of(path));
      channel.configureBlocking(false);
      return new UnixServer(path, channel);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** The whole packets that have arrived since the last call, over all connections. */
  List<String> receive() {
    try {
      for (SocketChannel next = listening.accept(); next != null; next = listening.accept()) {
        next.configureBlocking(false);
        connections.add(new Connection(next));
      }
      List<String> packets = new ArrayList<>();
      for (Connection connection : connections) {
        connection.readInto(packets);
      }
      return packets;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** How many connections there were. */
  int connections() {
    return connections.size();
  }

  /** As a process that is killed: what it has not read is lost. */
  @Override
  public void close() {
    try {
      listening.close();
      for (Connection connection : connections) {
        connection.channel.close();
      }
      Files.deleteIfExists(path);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  private static final class Connection {

    private final SocketChannel channel;
    private final ByteBuffer bytes =
        ByteBuffer.allocate(8 * 1024 * 1024).order(ByteOrder.LITTLE_ENDIAN);

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    void readInto(List<String> packets) throws IOException {
      while (channel.isOpen() && channel.read(bytes) > 0) {
        bytes.flip();
        while (bytes.remaining() >= 4 && bytes.remaining() >= 4 + bytes.getInt(bytes.position())) {
          byte[] packet = new byte[bytes.getInt()];
          bytes.get(packet);
          packets.add(new String(packet, StandardCharsets.UTF_8));
        }
        bytes.compact();
      }
    }
  }
}
