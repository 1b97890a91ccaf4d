package io.athena.apm.exporters.statsd;

import io.athena.apm.core.settings.UdpEndpoint;
import io.athena.apm.core.settings.UnixStreamEndpoint;
import io.athena.apm.exporters.hosts.HostLookup;
import io.athena.apm.exporters.pacing.Pacer;
import io.athena.apm.exporters.pacing.Pause;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Makes the sender of an endpoint. */
final class PacketSenders {

  private PacketSenders() {}

  /** Looks nothing up and opens nothing. */
  static PacketSender of(
      StatsdSettings settings, Duration interval, Pause pause, LongSupplier nanoTime) {
    if (settings.endpoint() instanceof UnixStreamEndpoint unix) {
      return new UnixStreamSender(unix, settings.packetSize(), pause);
    }
    UdpEndpoint udp = (UdpEndpoint) settings.endpoint();
    HostLookup host = HostLookup.of(udp.host(), nanoTime);
    return new DatagramSender(udp.port(), host, pause, new Pacer(pause, interval));
  }
}
