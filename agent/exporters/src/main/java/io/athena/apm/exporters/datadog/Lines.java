package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.DirectStatsDClient;
import com.timgroup.statsd.Event;
import com.timgroup.statsd.ServiceCheck;
import io.athena.apm.exporters.statsd.DogStatsdNames;

/** Hands what is to become lines to the client, which has written them when a call returns. */
final class Lines {

  private final DirectStatsDClient client;

  Lines(DirectStatsDClient client) {
    this.client = client;
  }

  void counter(DogStatsdNames names, long amount) {
    client.count(names.name(), amount, names.tags());
  }

  void gauge(DogStatsdNames names, double value) {
    client.recordGaugeValue(names.name(), value, names.tags());
  }

  void distribution(DogStatsdNames names, double[] values, int weight) {
    double rate = weight == 1 ? Double.NaN : 1.0 / weight;
    client.recordDistributionValues(names.name(), values, rate, names.tags());
  }

  void event(Event event, DogStatsdNames names) {
    client.recordEvent(event, names.tags());
  }

  void check(ServiceCheck check) {
    client.recordServiceCheckRun(check);
  }
}
