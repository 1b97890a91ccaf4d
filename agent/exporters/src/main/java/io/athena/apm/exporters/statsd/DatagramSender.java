package io.athena.apm.exporters.statsd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Sends over one connected UDP socket, because only a connected one is told of closed ports.
 *
 * <p>The host is looked up at the first packet, after every failure, and every five minutes. A
 * look-up that fails while a socket is open leaves that socket in use.
 */
final class DatagramSender implements PacketSender {

  /** How long an address is used before it is looked up again. */
  static final long RESOLVE_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final Endpoint endpoint;
  private final Resolver resolver;
  private final LongSupplier nanoTime;
  private DatagramChannel channel;
  private InetAddress address;
  private long resolvedAt;

  /** Looks nothing up and opens nothing. */
  DatagramSender(Endpoint endpoint, Resolver resolver, LongSupplier nanoTime) {
    this.endpoint = endpoint;
    this.resolver = resolver;
    this.nanoTime = nanoTime;
  }

  @Override
  public void send(ByteBuffer packet) throws IOException {
    ensureConnected();
    try {
      channel.write(packet);
    } catch (IOException problem) {
      close();
      throw problem;
    }
  }

  private void ensureConnected() throws IOException {
    long now = nanoTime.getAsLong();
    if (channel == null) {
      connect(resolver.resolve(endpoint.host()));
      resolvedAt = now;
    } else if (now - resolvedAt >= RESOLVE_NANOS) {
      follow();
      resolvedAt = now;
    }
  }

  private void follow() throws IOException {
    InetAddress current = currentAddress();
    if (!current.equals(address)) {
      close();
      connect(current);
    }
  }

  private InetAddress currentAddress() {
    try {
      return resolver.resolve(endpoint.host());
    } catch (UnknownHostException nameServerIsDown) {
      return address;
    }
  }

  private void connect(InetAddress target) throws IOException {
    DatagramChannel opened = DatagramChannel.open();
    try {
      opened.connect(new InetSocketAddress(target, endpoint.port()));
    } catch (IOException | RuntimeException problem) {
      opened.close();
      throw problem;
    }
    channel = opened;
    address = target;
  }

  @Override
  public void close() {
    DatagramChannel open = channel;
    channel = null;
    if (open != null) {
      closeQuietly(open);
    }
  }

  private static void closeQuietly(DatagramChannel open) {
    try {
      open.close();
    } catch (IOException ignored) {
      // Nothing waits in a UDP socket and it is not used again.
    }
  }
}
