package io.athena.apm.exporters.datadog;

import io.athena.apm.exporters.hosts.HostLookup;
import io.athena.apm.exporters.pacing.Pause;
import io.athena.apm.exporters.sockets.QuietClose;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/**
 * Sends over a socket that is not connected, as Datadog's client does: it never hears that nobody
 * listens. The socket is open during a flush, and goes where the host was when the flush began.
 *
 * <p>It does not block, so an interrupt does not close it.
 */
final class UdpAgentPort implements AgentPort {

  /** Rests of a millisecond, for all datagrams of a flush, while the network takes no more. */
  private static final int MOST_RESTS = 1_000;

  private final HostLookup host;
  private final int port;
  private final Pause pause;
  private DatagramChannel channel;
  private InetSocketAddress target;
  private int restsLeft;

  /** Looks nothing up and opens nothing. */
  UdpAgentPort(HostLookup host, int port, Pause pause) {
    this.host = host;
    this.port = port;
    this.pause = pause;
  }

  @Override
  public void open() throws IOException {
    host.beginFlush();
    target = new InetSocketAddress(host.address(), port);
    channel = DatagramChannel.open();
    channel.configureBlocking(false);
    restsLeft = MOST_RESTS;
  }

  @Override
  public void send(ByteBuffer datagram) throws IOException {
    while (trySend(datagram) == 0) {
      if (restsLeft == 0) {
        throw new IOException("the network takes no datagrams");
      }
      restsLeft--;
      pause.rest(Pause.MOMENT_NANOS);
    }
  }

  private int trySend(ByteBuffer datagram) throws IOException {
    try {
      return channel.send(datagram, target);
    } catch (IOException | RuntimeException notTaken) {
      host.failed();
      throw notTaken;
    }
  }

  @Override
  public void close() {
    DatagramChannel open = channel;
    channel = null;
    QuietClose.of(open);
  }
}
