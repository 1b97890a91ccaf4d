package io.athena.apm.exporters.datadog;

import io.athena.apm.exporters.statsd.DogStatsdNames;
import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Series;

/** One series: its names on the wire, and its latest sample that the client has got. */
final class SentSeries {

  private final Series series;
  private final DogStatsdNames names;
  private Sample sent; // null before the first

  SentSeries(Series series, DogStatsdNames names) {
    this.series = series;
    this.names = names;
  }

  /** The name and the tags. */
  DogStatsdNames names() {
    return names;
  }

  /** Whether anything of a sample was not handed over. */
  boolean isUnsent(Sample sample) {
    if (sample instanceof Sample.Count count) {
      return count.total() > total();
    }
    if (sample instanceof Sample.Recorded recorded) {
      return recorded.distribution().count() > distribution().count();
    }
    return !sample.equals(sent);
  }

  /** Hands over what a counter or a histogram has gained, and a gauge as it is. */
  void write(Sample sample, DatadogLines lines, ExactWeights weights) {
    if (sample instanceof Sample.Value gauge) {
      writeGauge(gauge.value(), lines);
    } else if (sample instanceof Sample.Count count && isUnsent(count)) {
      writeCounter(count.total() - total(), lines);
    } else if (sample instanceof Sample.Recorded recorded && isUnsent(recorded)) {
      weights.pending().load(recorded.distribution(), distribution());
      weights.write(names, series.metric().unit().divisor(), lines);
    }
    sent = sample;
  }

  private void writeGauge(double value, DatadogLines lines) {
    lines.gauge(names, value);
    if (BreakerNews.isState(series)) {
      lines.check(BreakerNews.check(names, (int) value), names);
    }
  }

  private void writeCounter(long gained, DatadogLines lines) {
    lines.counter(names, gained);
    if (BreakerNews.isChange(series)) {
      lines.event(BreakerNews.event(series, names, gained), names);
    }
  }

  private long total() {
    return sent == null ? 0 : ((Sample.Count) sent).total();
  }

  private Distribution distribution() {
    return sent == null ? Distribution.EMPTY : ((Sample.Recorded) sent).distribution();
  }
}
