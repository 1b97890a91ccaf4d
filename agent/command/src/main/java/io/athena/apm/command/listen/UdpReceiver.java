package io.athena.apm.command.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A UDP socket and the thread that reads it, with as large a receive buffer as the operating system
 * grants.
 */
public final class UdpReceiver implements AutoCloseable {

  private static final int LARGEST_DATAGRAM = 65_535;

  /** The operating system grants less where it has to; Linux stops at net.core.rmem_max. */
  private static final int RECEIVE_BUFFER = 16 * 1024 * 1024;

  private static final Duration LAST_READ = Duration.ofSeconds(5);

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(LARGEST_DATAGRAM);
  private final DatagramChannel channel;
  private final Selector selector;
  private final Consumer<Datagram> sink;
  private final Thread reader;
  private volatile boolean closing;

  private UdpReceiver(DatagramChannel channel, Consumer<Datagram> sink) throws IOException {
    this.channel = channel;
    this.sink = sink;
    this.selector = Selector.open();
    channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
    this.reader = new Thread(this::read, "udp receiver");
    reader.setDaemon(true);
  }

  /**
   * Begins to listen on the loopback interface.
   *
   * @param port 0 takes a free one
   * @param sink called by the reader thread, one datagram at a time
   * @throws UncheckedIOException where the port is taken
   */
  public static UdpReceiver start(int port, Consumer<Datagram> sink) {
    return start(InetAddress.getLoopbackAddress(), port, sink);
  }

  /** As {@link #start(int, Consumer)}, at another address of this machine. */
  public static UdpReceiver start(InetAddress address, int port, Consumer<Datagram> sink) {
    try {
      var receiver = new UdpReceiver(bound(new InetSocketAddress(address, port)), sink);
      receiver.reader.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on UDP port " + port + ": " + e.getMessage(), e);
    }
  }

  private static DatagramChannel bound(InetSocketAddress address) throws IOException {
    var channel = DatagramChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
      return channel.bind(address);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** The port. */
  public int port() {
    return channel.socket().getLocalPort();
  }

  private void read() {
    try {
      while (!closing) {
        selector.select(key -> {});
        readAllThatIsThere();
      }
      readAllThatIsThere();
    } catch (IOException e) {
      if (!closing) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void readAllThatIsThere() throws IOException {
    while (channel.receive(buffer.clear()) != null) {
      var size = buffer.flip().limit();
      sink.accept(new Datagram(size, UTF_8.decode(buffer).toString()));
    }
  }

  /** Returns when every datagram that had reached the socket before was read. */
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      reader.join(LAST_READ.toMillis());
      channel.close();
      selector.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while closing", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
