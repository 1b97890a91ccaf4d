package io.athena.apm.exporters.statsd;

import io.athena.apm.core.settings.Endpoint;
import io.athena.apm.metrics.Tags;

/**
 * The settings for one StatsD server, whose ranges the setting table has checked. Only DogStatsD
 * uses the protocol. Every series carries the tags; a datagram has at most {@code batchSize} lines
 * and {@code packetSize} bytes.
 */
public record StatsdSettings(
    Endpoint endpoint,
    Dialect dialect,
    DogStatsdProtocol protocol,
    Tags tags,
    int batchSize,
    int packetSize) {

  /** The bytes of a datagram that fit one Ethernet frame (statsd/statsd metric_types.md). */
  public static final int DEFAULT_PACKET_SIZE = 1_432;
}
