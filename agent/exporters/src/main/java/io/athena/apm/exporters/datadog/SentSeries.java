package io.athena.apm.exporters.datadog;

import io.athena.apm.core.metrics.Distribution;
import io.athena.apm.core.metrics.Sample;
import io.athena.apm.core.metrics.Series;
import io.athena.apm.core.metrics.Tags;
import io.athena.apm.exporters.statsd.DogStatsdNames;

/** One series: its names, and what of it has been delivered. */
final class SentSeries {

  private final DogStatsdNames names;
  private final double divisor;
  private long delivered;
  private long written;
  private Distribution deliveredValues = Distribution.EMPTY;
  private Distribution writtenValues = Distribution.EMPTY;

  SentSeries(Series series, Tags constant) {
    this.names = DogStatsdNames.of(series, constant);
    this.divisor = series.metric().unit().divisor();
  }

  DogStatsdNames names() {
    return names;
  }

  /** Writes what has not been delivered. */
  void write(Sample sample, Lines lines) {
    if (sample instanceof Sample.Count count) {
      written = count.total();
      if (written > delivered) {
        lines.counter(names, written - delivered);
      }
    } else if (sample instanceof Sample.Value value) {
      lines.gauge(names, value.value());
    } else if (sample instanceof Sample.Recorded recorded) {
      writtenValues = recorded.distribution();
      if (writtenValues.count() > deliveredValues.count()) {
        new ExactWeights(names, divisor, lines).write(writtenValues.minus(deliveredValues));
      }
    }
  }

  /** What was last written has been delivered. */
  void delivered() {
    delivered = written;
    deliveredValues = writtenValues;
  }
}
