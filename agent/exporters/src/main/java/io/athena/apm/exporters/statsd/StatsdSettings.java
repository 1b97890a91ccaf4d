package io.athena.apm.exporters.statsd;

import io.athena.apm.core.metrics.Tags;
import io.athena.apm.core.settings.Endpoint;

/**
 * How to send to one StatsD server.
 *
 * @param endpoint where it is expected
 * @param dialect how it wants its lines
 * @param protocol the version of DogStatsD; no other dialect looks at it
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

  /** Lines in one datagram unless the setting says otherwise. */
  public static final int DEFAULT_BATCH_SIZE = 100;

  /** Bytes in one datagram that an Ethernet frame takes whole (statsd/statsd metric_types.md). */
  public static final int DEFAULT_PACKET_SIZE = 1_432;

  /** Bytes in one datagram that UDP over IPv4 allows. */
  public static final int LARGEST_PACKET_SIZE = 65_507;

  /** With the protocol that every Agent reads. */
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
