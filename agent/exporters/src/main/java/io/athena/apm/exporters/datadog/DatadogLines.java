package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.DirectStatsDClient;
import com.timgroup.statsd.Event;
import com.timgroup.statsd.ServiceCheck;
import io.athena.apm.exporters.pacing.Pacer;
import io.athena.apm.exporters.statsd.DogStatsdNames;
import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.PendingValues;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Passes the lines of one flush to the client, at a pace that the Agent's receive buffer can
 * follow, and counts them. Used by the thread of the flush.
 *
 * <p>The client loses other lines, too, if one is longer than a datagram, and reports nothing. So
 * this class drops such a line. It can only estimate the length: the client adds tags and fields.
 */
/*
 * Why few weights
 *
 * The client writes a rate with six digits, rounded to even, and the Agent turns 43 of the rates 1/1
 * to 1/100 back into a wrong count. So only weights are used whose rate has at most six digits, and
 * a count is written as a sum of them: 7 is 5 + 2.
 */
final class DatadogLines {

  /** Bytes of a value. */
  private static final int VALUE = 26;

  /** Bytes of a number with more digits before the point than a long has. */
  private static final int HUGE_VALUE = 320;

  /** Bytes beside name, tags and values: type, rate, punctuation. */
  private static final int FIXED = 24;

  /** Bytes of an event or a check beside its title, its text and the tags. */
  private static final int FIXED_OF_EVENT = 64;

  private static final int[] WEIGHTS = {
    1_000_000, 100_000, 10_000, 1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1
  };

  private final PendingValues pending = new PendingValues();
  private final DirectStatsDClient client;
  private final Pacer pacer;
  private final int packetSize;
  private final int ownBytes;
  private int handedOver;
  private int dropped;
  private int datagram; // bytes of the datagram that the client is about to fill

  /** The client adds {@code ownBytes} to each line for Datadog's environment. */
  DatadogLines(DirectStatsDClient client, Pacer pacer, int packetSize, int ownBytes) {
    this.client = client;
    this.pacer = pacer;
    this.packetSize = packetSize;
    this.ownBytes = ownBytes;
    pacer.beginFlush();
  }

  void counter(DogStatsdNames names, long amount) {
    if (fits(names, VALUE)) {
      client.count(names.name(), amount, names.tags());
    }
  }

  void money(DogStatsdNames names, double amount) {
    if (fits(names, VALUE)) {
      client.count(names.name(), amount, names.tags());
    }
  }

  void gauge(DogStatsdNames names, double value) {
    if (fits(names, Math.abs(value) < Long.MAX_VALUE ? VALUE : HUGE_VALUE)) {
      client.recordGaugeValue(names.name(), value, names.tags());
    }
  }

  /** Writes the values that are not in an earlier distribution, divided for the wire. */
  void distribution(DogStatsdNames names, Distribution all, Distribution earlier, double divisor) {
    pending.load(all, earlier);
    double[] values = new double[Math.max(1, (packetSize - 1 - size(names)) / VALUE)];
    long[] left = new long[pending.size()];
    Arrays.setAll(left, pending::count);
    for (int weight : WEIGHTS) {
      int size = 0;
      for (int i = 0; i < left.length; i++) {
        for (; left[i] >= weight; left[i] -= weight) {
          values[size++] = pending.value(i) / divisor;
          if (size == values.length) {
            distribution(names, values.clone(), weight);
            size = 0;
          }
        }
      }
      if (size > 0) {
        distribution(names, Arrays.copyOf(values, size), weight);
      }
    }
  }

  private void distribution(DogStatsdNames names, double[] values, int weight) {
    if (fits(names, values.length * VALUE)) {
      double rate = weight == 1 ? Double.NaN : 1.0 / weight;
      client.recordDistributionValues(names.name(), values, rate, names.tags());
    }
  }

  void event(Event event, DogStatsdNames names) {
    if (fits(names, FIXED_OF_EVENT + 2 * bytes(event.getTitle()) + bytes(event.getText()))) {
      client.recordEvent(event, names.tags());
    }
  }

  void check(ServiceCheck check, DogStatsdNames names) {
    if (fits(names, FIXED_OF_EVENT)) {
      client.recordServiceCheckRun(check);
    }
  }

  int handedOver() {
    return handedOver;
  }

  int dropped() {
    return dropped;
  }

  private boolean fits(DogStatsdNames names, int payload) {
    int size = size(names) + payload;
    if (size >= packetSize) {
      dropped++;
      return false;
    }
    handedOver++;
    datagram += size;
    if (datagram > packetSize) {
      datagram = size;
      pacer.datagramSent();
    }
    return true;
  }

  private int size(DogStatsdNames names) {
    int size = names.name().length() + FIXED + ownBytes;
    for (String tags : names.tags()) {
      size += bytes(tags);
    }
    return size;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
