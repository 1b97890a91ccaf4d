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
  private double deliveredGauge = Double.NaN;
  private double writtenGauge = Double.NaN;
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
      writtenGauge = value.value();
      lines.gauge(names, writtenGauge);
    } else if (sample instanceof Sample.Recorded recorded) {
      writtenValues = recorded.distribution();
      if (writtenValues.count() > deliveredValues.count()) {
        new ExactWeights(names, divisor, lines).write(writtenValues.minus(deliveredValues));
      }
    }
  }

  /** Whether anything of a sample has not been delivered. */
  boolean isUnsent(Sample sample) {
    if (sample instanceof Sample.Count count) {
      return count.total() > delivered;
    }
    return sample instanceof Sample.Value value
        ? value.value() != deliveredGauge
        : ((Sample.Recorded) sample).distribution().count() > deliveredValues.count();
  }

  /** What was last written has been delivered. */
  void delivered() {
    delivered = written;
    deliveredGauge = writtenGauge;
    deliveredValues = writtenValues;
  }
}
