package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.DirectStatsDClient;
import com.timgroup.statsd.Event;
import com.timgroup.statsd.ServiceCheck;
import io.athena.apm.exporters.pacing.Pacer;
import io.athena.apm.exporters.statsd.DogStatsdNames;

/** Hands lines to the client, counts them, and rests where they make up another packet. */
final class Lines {

  private static final int ABOUT_A_VALUE = 8; // bytes

  private final DirectStatsDClient client;
  private final Pacer pacer;
  private final int packet;
  private int count;
  private int bytes;

  /**
   * None yet.
   *
   * @param packet bytes in a packet
   */
  Lines(DirectStatsDClient client, Pacer pacer, int packet) {
    this.client = client;
    this.pacer = pacer;
    this.packet = packet;
  }

  void counter(DogStatsdNames names, long amount) {
    client.count(names.name(), amount, names.tags());
    added(names, 1);
  }

  void gauge(DogStatsdNames names, double value) {
    client.recordGaugeValue(names.name(), value, names.tags());
    added(names, 1);
  }

  void distribution(DogStatsdNames names, double[] values, int weight) {
    if (weight == 1) {
      client.recordDistributionValues(names.name(), values, Double.NaN, names.tags());
    } else {
      client.recordDistributionValues(names.name(), values, 1.0 / weight, names.tags());
    }
    added(names, values.length);
  }

  void event(Event event, DogStatsdNames names) {
    client.recordEvent(event, names.tags());
    added(names, event.getTitle().length() / ABOUT_A_VALUE);
  }

  void check(ServiceCheck check, DogStatsdNames names) {
    client.recordServiceCheckRun(check);
    added(names, 1);
  }

  /** How many lines there were. */
  int count() {
    return count;
  }

  /** How many bytes they had, about: the client does not say. */
  int bytes() {
    return bytes;
  }

  private void added(DogStatsdNames names, int values) {
    int before = bytes / packet;
    count++;
    bytes += names.name().length() + 4 + values * ABOUT_A_VALUE;
    for (String tag : names.tags()) {
      bytes += tag.length() + 1;
    }
    for (int i = before; i < bytes / packet; i++) {
      pacer.datagramSent();
    }
  }
}
