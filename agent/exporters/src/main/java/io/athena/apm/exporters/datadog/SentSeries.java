package io.athena.apm.exporters.datadog;

import io.athena.apm.exporters.statsd.DogStatsdNames;
import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Unit;

/** One series: its names on the wire, and the latest sample that the client got. */
final class SentSeries {

  private static final long BILLIONTHS_OF_MILLIONTH = 1_000;

  private final Series series;
  private final DogStatsdNames names;
  private final boolean isMoney;
  private Sample sent; // null before the first
  private long counted; // of a counter

  SentSeries(Series series, Tags constant) {
    this.series = series;
    this.names = new DogStatsdNames(series, constant);
    this.isMoney = series.metric().unit() == Unit.BILLIONTHS;
  }

  boolean isUnsent(Sample sample) {
    if (sample instanceof Sample.Count count) {
      return pending(count) > 0;
    }
    if (sample instanceof Sample.Recorded recorded) {
      return recorded.distribution().count() > distribution().count();
    }
    return !sample.equals(sent);
  }

  /** Writes the increase of a counter or a histogram, and the value of a gauge. */
  void write(Sample sample, DatadogLines lines) {
    if (sample instanceof Sample.Value gauge) {
      writeGauge(gauge.value(), lines);
    } else if (sample instanceof Sample.Count count && isUnsent(count)) {
      writeCounter(pending(count), lines);
    } else if (sample instanceof Sample.Recorded recorded && isUnsent(recorded)) {
      lines.distribution(
          names, recorded.distribution(), distribution(), series.metric().unit().divisor());
    }
    sent = sample;
  }

  private void writeGauge(double value, DatadogLines lines) {
    lines.gauge(names, value);
    if (BreakerNews.isState(series)) {
      lines.check(BreakerNews.check(names, (int) value), names);
    }
  }

  /** The client writes six digits after the point, so of money the rest waits for more. */
  private long pending(Sample.Count count) {
    long pending = count.total() - counted;
    return isMoney ? pending - pending % BILLIONTHS_OF_MILLIONTH : pending;
  }

  private void writeCounter(long gained, DatadogLines lines) {
    counted += gained;
    if (isMoney) {
      lines.money(names, gained / series.metric().unit().divisor());
    } else {
      lines.counter(names, gained);
    }
    if (BreakerNews.isChange(series)) {
      lines.event(BreakerNews.event(series, gained), names);
    }
  }

  private Distribution distribution() {
    return sent == null ? Distribution.EMPTY : ((Sample.Recorded) sent).distribution();
  }
}
