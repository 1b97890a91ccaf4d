package io.athena.apm.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads a Unix stream socket as the Datadog Agent does: connections in turn, each packet after its
 * length.
 */
final class UnixStreamReceiver implements AutoCloseable {

  private final Path path;
  private final ServerSocketChannel listening;
  private final Consumer<String> lines;
  private final Thread reader = new Thread(this::readAll, "unix receiver");
  private volatile boolean closing;

  private UnixStreamReceiver(Path path, ServerSocketChannel listening, Consumer<String> lines) {
    this.path = path;
    this.listening = listening;
    this.lines = lines;
  }

  /** Begins to listen; replaces the socket of a receiver that was killed. */
  static UnixStreamReceiver start(Path path, Consumer<String> lines) {
    try {
      Files.deleteIfExists(path);
      var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      var receiver =
          new UnixStreamReceiver(path, channel.bind(UnixDomainSocketAddress.of(path)), lines);
      receiver.reader.setDaemon(true);
      receiver.reader.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The last connection is the empty one that {@link #close} opens behind all others. */
  private void readAll() {
    try {
      var said = true;
      while (said || !closing) {
        try (var connection = listening.accept()) {
          said = readAll(connection);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean readAll(SocketChannel connection) throws IOException {
    var in = new DataInputStream(Channels.newInputStream(connection));
    var packets = 0;
    try {
      for (; ; packets++) {
        var packet = new byte[Integer.reverseBytes(in.readInt())];
        in.readFully(packet);
        new String(packet, UTF_8).lines().forEach(lines);
      }
    } catch (EOFException end) {
      return packets > 0;
    }
  }

  /** Returns when it has read everything that closed connections have written. */
  @Override
  public void close() {
    closing = true;
    try {
      SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
      reader.join();
      listening.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while closing", e);
    }
  }
}
