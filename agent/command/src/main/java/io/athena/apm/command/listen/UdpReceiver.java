package io.athena.apm.command.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.function.Consumer;

/**
 * A UDP socket and the thread that reads it, with as large a receive buffer as the operating system
 * grants.
 */
public final class UdpReceiver implements AutoCloseable {

  private static final int LARGEST_DATAGRAM = 65_535;

  /** Linux grants at most net.core.rmem_max. */
  private static final int RECEIVE_BUFFER = 16 * 1024 * 1024;

  private static final int READ_MILLIS = 50;
  private static final long LAST_READ_MILLIS = 5_000;

  private final DatagramSocket socket;
  private final Consumer<Datagram> sink;
  private final Thread reader = new Thread(this::read, "udp receiver");
  private volatile boolean closing;

  private UdpReceiver(DatagramSocket socket, Consumer<Datagram> sink) {
    this.socket = socket;
    this.sink = sink;
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

  /** Like {@link #start(int, Consumer)}, at another address of this machine. */
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

  private static DatagramSocket bound(InetSocketAddress address) throws IOException {
    var socket = new DatagramSocket(null);
    try {
      socket.setReceiveBufferSize(RECEIVE_BUFFER);
      socket.setSoTimeout(READ_MILLIS);
      socket.bind(address);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** The port. */
  public int port() {
    return socket.getLocalPort();
  }

  /** Reads until the socket is empty after {@link #close} was called. */
  private void read() {
    var packet = new DatagramPacket(new byte[LARGEST_DATAGRAM], LARGEST_DATAGRAM);
    while (true) {
      try {
        socket.receive(packet);
        var text = new String(packet.getData(), 0, packet.getLength(), UTF_8);
        sink.accept(new Datagram(packet.getLength(), text));
        packet.setLength(LARGEST_DATAGRAM);
      } catch (IOException e) {
        if (closing) {
          return;
        }
        if (!(e instanceof SocketTimeoutException)) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** Returns after every datagram that had reached the socket before this call is read. */
  @Override
  public void close() {
    closing = true;
    try {
      reader.join(LAST_READ_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while closing", e);
    } finally {
      socket.close();
    }
  }
}
