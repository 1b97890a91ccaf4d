package io.athena.apm.exporters.statsd;

import io.athena.apm.core.settings.Endpoint;
import io.athena.apm.metrics.Tags;

/**
 * The settings for one StatsD server.
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

  /** The default of the most lines in one datagram. */
  public static final int DEFAULT_BATCH_SIZE = 100;

  /** The bytes of a datagram that fit one Ethernet frame (statsd/statsd metric_types.md). */
  public static final int DEFAULT_PACKET_SIZE = 1_432;

  /** The most bytes of a datagram over IPv4. */
  public static final int LARGEST_PACKET_SIZE = 65_507;

  /** With the protocol that every Datadog Agent reads. */
  public StatsdSettings(
      Endpoint endpoint, Dialect dialect, Tags tags, int batchSize, int packetSize) {
    this(endpoint, dialect, DogStatsdProtocol.DEFAULT, tags, batchSize, packetSize);
  }

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException where one is out of range
   */
  public StatsdSettings {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batch.size must be positive: " + batchSize);
    }
    if (packetSize < 1 || packetSize > LARGEST_PACKET_SIZE) {
      throw new IllegalArgumentException(
          "packet.size must be between 1 and " + LARGEST_PACKET_SIZE + ": " + packetSize);
    }
  }
}
