package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.metrics.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackedValuesTest {

  private static final SeriesText TEXT = new SeriesText("d:", "");

  private final PackedValues form = new PackedValues(true);
  private final Interval interval = new Interval();

  @Test
  void count_arrivesExactly() {
    for (long count = 1; count <= 100_000; count = Sweep.next(count)) {
      Receiver agent = new Receiver(Dialect.DOGSTATSD);

      for (String line : write(count)) {
        agent.receive(line);
      }

      assertThat(agent.distribution("d").count()).isEqualTo((double) count);
    }
  }

  private List<String> write(long count) {
    interval.clear();
    interval.add(50, count);
    CollectedLines sink = new CollectedLines(1_432);
    DeliveredDistribution delivered = new DeliveredDistribution(new BucketCounts());
    form.write(new HistogramSeries(TEXT, Unit.MILLISECONDS, delivered), interval, sink);
    return sink.lines();
  }
}
