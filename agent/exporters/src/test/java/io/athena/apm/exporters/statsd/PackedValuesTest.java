package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.PendingValues;
import io.athena.apm.metrics.Unit;
import org.junit.jupiter.api.Test;

class PackedValuesTest {

  private static final SeriesText TEXT = new SeriesText("d:", "");

  private final Histogram histogram = new Histogram();
  private final PendingValues pending = new PendingValues();
  private final HistogramEncoder series =
      new HistogramEncoder(
          TEXT, Unit.MILLISECONDS, new PackedValues(true), pending, new PartlySent());

  @Test
  void count_arrivesExactly() {
    PackedValues form = new PackedValues(true);
    long recorded = 0;
    for (long count = 1; count <= 100_000; count = Sweep.next(count)) {
      Receiver agent = new Receiver(Dialect.DOGSTATSD);
      for (; recorded < count; recorded++) {
        histogram.record(50);
      }
      CollectedLines sink = new CollectedLines(1_432);

      form.write(series, pending.load(histogram.distribution(), Distribution.EMPTY), sink);
      sink.lines().forEach(agent::receive);

      assertThat(agent.distribution("d").count()).isEqualTo((double) count);
    }
  }
}
