package io.athena.apm.exporters.statsd;

import io.athena.apm.core.settings.UnixStreamEndpoint;
import io.athena.apm.exporters.pacing.Pause;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;

/**
 * Sends over a stream to a Unix socket, each packet after its length in four bytes, little-endian
 * (java-dogstatsd-client, {@code UnixStreamClientChannel}).
 *
 * <p>Never blocks. If a receiver reads nothing for a second, the connection is closed, and a packet
 * that was sent in part is lost. Packets in the socket's buffer count as sent; if the receiver
 * ends, they are lost without an error.
 */
final class UnixStreamSender implements PacketSender {

  /** The most waits of a millisecond in a row while the receiver reads nothing. */
  static final int MOST_RESTS = 1_000;

  private static final int HEADER = Integer.BYTES;

  private final UnixStreamEndpoint endpoint;
  private final Pause pause;
  private final ByteBuffer frame;
  private SocketChannel channel;

  UnixStreamSender(UnixStreamEndpoint endpoint, int packetSize, Pause pause) {
    this.endpoint = endpoint;
    this.pause = pause;
    this.frame = ByteBuffer.allocateDirect(HEADER + packetSize).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public void send(ByteBuffer packet) throws IOException {
    ensureConnected();
    frame.clear().putInt(packet.remaining()).put(packet).flip();
    try {
      writeFrame();
    } catch (IOException problem) {
      close();
      throw problem;
    }
  }

  private void writeFrame() throws IOException {
    int rests = 0;
    while (frame.hasRemaining()) {
      if (channel.write(frame) > 0) {
        rests = 0;
      } else if (++rests > MOST_RESTS) {
        throw new IOException("the receiver does not read");
      } else {
        pause.rest(Pause.MOMENT_NANOS);
      }
    }
  }

  /** Closes the connection if the receiver has closed it: the next packet opens a new one. */
  @Override
  public void check() {
    if (channel != null && hasEnded()) {
      close();
    }
  }

  private boolean hasEnded() {
    try {
      return channel.read(frame.clear()) < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  /** A Unix socket connects at once unless the receiver's queue is full. */
  private void ensureConnected() throws IOException {
    if (channel != null) {
      return;
    }
    SocketChannel opened = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      opened.configureBlocking(false);
      if (!opened.connect(UnixDomainSocketAddress.of(endpoint.path()))) {
        throw new IOException("the receiver takes no more connections");
      }
    } catch (IOException | RuntimeException problem) {
      opened.close();
      throw problem;
    }
    channel = opened;
  }

  @Override
  public void close() {
    SocketChannel open = channel;
    channel = null;
    PacketSender.closeQuietly(open);
  }
}
