package io.athena.apm.exporters.statsd;

import io.athena.apm.core.metrics.Sample;
import io.athena.apm.core.metrics.Unit;

/** Finds what a histogram has gained and not delivered; how it is written is the dialect's. */
final class HistogramEncoder implements SeriesEncoder {

  private final HistogramSeries series;
  private final HistogramForm form;
  private final Interval interval;

  /**
   * Nothing delivered yet.
   *
   * @param counts room for what one histogram has delivered, shared by all of an exporter
   * @param interval room for the values of one flush, shared likewise
   */
  HistogramEncoder(
      SeriesText text, Unit unit, HistogramForm form, BucketCounts counts, Interval interval) {
    this.series = new HistogramSeries(text, unit, new DeliveredDistribution(counts));
    this.form = form;
    this.interval = interval;
  }

  @Override
  public boolean encode(Sample sample, LineSink sink) {
    if (!isUnsent(sample)) {
      return true;
    }
    series.delivered().subtractFrom(((Sample.Recorded) sample).distribution(), interval);
    return form.write(series, interval, sink);
  }

  @Override
  public boolean isUnsent(Sample sample) {
    return ((Sample.Recorded) sample).distribution().count() > series.delivered().count();
  }
}
