package io.athena.apm.exporters.statsd;

import io.athena.apm.exporters.hosts.HostLookup;
import io.athena.apm.exporters.pacing.Pacer;
import io.athena.apm.exporters.pacing.Pause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * Sends over one connected UDP socket: only a connected socket gets the errors of closed ports.
 *
 * <p>A flush goes to the address that was known when it began. A new socket is opened when the
 * address changes and after a failure.
 */
final class DatagramSender implements PacketSender {

  /** The most waits of a millisecond for one packet while the operating system accepts none. */
  private static final int MOST_RESTS = 100;

  private final int port;
  private final HostLookup host;
  private final Pause pause;
  private final Pacer pacer;
  private final ByteBuffer nothing = ByteBuffer.allocate(1);
  private DatagramChannel channel;
  private InetAddress address;

  DatagramSender(int port, HostLookup host, Pause pause, Pacer pacer) {
    this.port = port;
    this.host = host;
    this.pause = pause;
    this.pacer = pacer;
  }

  @Override
  public void beginFlush() {
    pacer.beginFlush();
    host.beginFlush();
  }

  @Override
  public void send(ByteBuffer packet) throws IOException {
    connect(host.address());
    try {
      write(packet);
      pacer.datagramSent();
    } catch (IOException problem) {
      failed();
      throw problem;
    }
  }

  /** The next call of any kind throws an error that came back. Reads nothing. */
  @Override
  public void check() throws IOException {
    if (channel != null) {
      try {
        channel.read(nothing.clear());
      } catch (IOException problem) {
        failed();
        throw problem;
      }
    }
  }

  private void write(ByteBuffer packet) throws IOException {
    for (int rests = 0; channel.write(packet) == 0; rests++) {
      if (rests == MOST_RESTS) {
        throw new IOException("the network takes no datagrams");
      }
      pause.rest(Pause.MOMENT_NANOS);
    }
  }

  private void failed() {
    close();
    host.failed();
  }

  private void connect(InetAddress target) throws IOException {
    if (channel != null && target.equals(address)) {
      return;
    }
    close();
    DatagramChannel opened = DatagramChannel.open();
    try {
      opened.configureBlocking(false);
      opened.connect(new InetSocketAddress(target, port));
    } catch (IOException | RuntimeException problem) {
      opened.close();
      host.failed();
      throw problem;
    }
    channel = opened;
    address = target;
  }

  @Override
  public void close() {
    DatagramChannel open = channel;
    channel = null;
    PacketSender.closeQuietly(open);
  }
}
