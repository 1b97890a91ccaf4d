package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.PendingValues;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Unit;

/** Finds the values of a histogram that were not sent; a form of the dialect writes them. */
final class HistogramEncoder implements SeriesEncoder {

  private final SeriesText text;
  private final Unit unit;
  private final HistogramForm form;
  private final PendingValues pending;
  private final PartlySent partly;
  private Distribution written = Distribution.EMPTY; // in the latest flush
  private Distribution sent = Distribution.EMPTY; // without the values in partly

  /** An exporter's histograms share {@code pending}, values of one flush, and {@code partly}. */
  HistogramEncoder(
      SeriesText text, Unit unit, HistogramForm form, PendingValues pending, PartlySent partly) {
    this.text = text;
    this.unit = unit;
    this.form = form;
    this.pending = pending;
    this.partly = partly;
  }

  @Override
  public boolean encode(Sample sample, LineSink sink) {
    if (!isUnsent(sample)) {
      return true;
    }
    if (partly.count(this) > 0) {
      partly.release();
    }
    written = distribution(sample);
    return form.write(this, pending.load(written, sent), sink);
  }

  @Override
  public boolean isUnsent(Sample sample) {
    return distribution(sample).count() > sent.count() + partly.count(this);
  }

  @Override
  public void sent(int bucket, long times) {
    if (sent.count() + partly.add(this, bucket, times) == written.count()) {
      sent = written;
      partly.clear();
    }
  }

  void sent(Distribution values) {
    sent = sent.plus(values);
  }

  SeriesText text() {
    return text;
  }

  boolean isDuration() {
    return unit == Unit.NANOSECONDS || unit == Unit.MILLISECONDS;
  }

  /** The divisor of recorded values on the wire. */
  double divisor() {
    return unit.divisor();
  }

  private static Distribution distribution(Sample sample) {
    return ((Sample.Recorded) sample).distribution();
  }
}
