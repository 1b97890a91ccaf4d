package io.athena.apm.exporters.statsd;

import io.athena.apm.core.settings.UnixStreamEndpoint;
import io.athena.apm.exporters.pacing.Pause;
import io.athena.apm.exporters.sockets.QuietClose;
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
 * <p>Never blocks: a receiver that takes nothing for a second has its connection closed, and with
 * it the packet that it has half of, which it can't count. Whole packets that wait in the socket
 * are the receiver's; those that a receiver takes down with it are lost, and nothing tells.
 */
final class UnixStreamSender implements PacketSender {

  /** Rests of a millisecond in a row while the receiver takes nothing. */
  static final int MOST_RESTS = 1_000;

  private static final int HEADER = Integer.BYTES;

  private final UnixStreamEndpoint endpoint;
  private final Pause pause;
  private final ByteBuffer frame;
  private SocketChannel channel;

  /**
   * Opens nothing.
   *
   * @param packetSize the longest packet
   */
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

  /** A receiver that has gone is only noticed here: the next packet goes to its successor. */
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

  /** A connection to a Unix socket is there at once, or the receiver's queue is full. */
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
    QuietClose.of(open);
  }
}
