package io.athena.apm.exporters.statsd;

import io.athena.apm.core.settings.Endpoint;
import io.athena.apm.metrics.Tags;

/**
 * The settings for one StatsD server. The setting table has checked their ranges.
 *
 * @param endpoint its address
 * @param dialect the format of its lines
 * @param protocol the version of DogStatsD; ignored by other dialects
 * @param tags the constant tags that every series carries
 * @param batchSize lines in one datagram at most
 * @param packetSize bytes in one datagram at most
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
