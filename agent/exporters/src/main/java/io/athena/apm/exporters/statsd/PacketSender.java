package io.athena.apm.exporters.statsd;

import io.athena.apm.core.settings.UdpEndpoint;
import io.athena.apm.core.settings.UnixStreamEndpoint;
import io.athena.apm.exporters.hosts.HostLookup;
import io.athena.apm.exporters.pacing.Pacer;
import io.athena.apm.exporters.pacing.Pause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Hands packets to the operating system. Used by one thread at a time; no call waits longer than
 * about a second.
 */
interface PacketSender {

  /** The sender of an endpoint. Looks nothing up and opens nothing. */
  static PacketSender of(
      StatsdSettings settings, Duration interval, Pause pause, LongSupplier nanoTime) {
    if (settings.endpoint() instanceof UnixStreamEndpoint unix) {
      return new UnixStreamSender(unix, settings.packetSize(), pause);
    }
    UdpEndpoint udp = (UdpEndpoint) settings.endpoint();
    HostLookup host = HostLookup.of(udp.host(), nanoTime);
    return new DatagramSender(udp.port(), host, pause, new Pacer(pause, interval));
  }

  /** Closes a socket that is not used again; null for none. */
  static void closeQuietly(Channel open) {
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException ignored) {
      // UDP has no unsent data, and the receiver gets the data that a stream has accepted.
    }
  }

  /** A flush begins: called before its first packet. */
  default void beginFlush() {
    // A Unix socket needs no look-up and no pauses: its receiver limits the rate.
  }

  /**
   * Sends one packet. If this throws, the packet has not left.
   *
   * @throws java.net.PortUnreachableException if also the <em>previous</em> packet reached a closed
   *     port
   * @throws IOException for any other reason
   */
  void send(ByteBuffer packet) throws IOException;

  /** Checks, without waiting, for errors of sent packets: throws if the last met a closed port. */
  void check() throws IOException;

  /** Closes the socket. Does not wait and does not throw. */
  void close();
}
