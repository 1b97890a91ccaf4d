package io.athena.apm.exporters.statsd;

import io.athena.apm.core.metrics.Sample;
import io.athena.apm.core.metrics.Unit;

/** Finds what a histogram has gained and not delivered; how it is written is the dialect's. */
final class HistogramEncoder implements SeriesEncoder {

  private final DeliveredDistribution delivered = new DeliveredDistribution();
  private final HistogramSeries series;
  private final HistogramForm form;
  private final Interval interval;

  /**
   * Nothing delivered yet.
   *
   * @param interval room for the values of one flush, shared by all histograms of an exporter
   */
  HistogramEncoder(SeriesText text, Unit unit, HistogramForm form, Interval interval) {
    this.series = new HistogramSeries(text, isTime(unit), unit.divisor(), delivered);
    this.form = form;
    this.interval = interval;
  }

  private static boolean isTime(Unit unit) {
    return unit == Unit.NANOSECONDS || unit == Unit.MILLISECONDS;
  }

  @Override
  public boolean encode(Sample sample, LineSink sink) {
    delivered.subtractFrom(((Sample.Recorded) sample).distribution(), interval);
    return interval.count() == 0 || form.write(series, interval, sink);
  }

  @Override
  public boolean isUnsent(Sample sample) {
    return ((Sample.Recorded) sample).distribution().count() > delivered.count();
  }
}
