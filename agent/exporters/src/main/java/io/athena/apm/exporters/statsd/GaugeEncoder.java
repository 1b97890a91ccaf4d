package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Sample;

/**
 * {@code name:3|g} at every flush, so the next line replaces one that is lost.
 *
 * <p>If a sign means a change, a negative value is sent as zero and then the value, in one packet:
 * the server treats a signed value as a change only while the gauge is not zero (statsd/statsd
 * {@code stats.js}). The two lines share a packet even if it may have one line only.
 */
final class GaugeEncoder implements SeriesEncoder {

  private static final byte[] TYPE = {'|', 'g'};

  private final SeriesText text;
  private final boolean signMeansChange;
  private double written;
  private boolean isSent; // the value that was written

  GaugeEncoder(SeriesText text, boolean signMeansChange) {
    this.text = text;
    this.signMeansChange = signMeansChange;
  }

  @Override
  public boolean encode(Sample sample, LineSink sink) {
    double value = ((Sample.Value) sample).value();
    Packet line = sink.begin();
    if (value < 0 && signMeansChange) {
      write(0, line);
      line.newLine();
    }
    write(value, line);
    written = value;
    isSent = false;
    line.lineContent().add(this, 0, 1);
    return sink.end();
  }

  @Override
  public boolean isUnsent(Sample sample) {
    return !isSent || written != ((Sample.Value) sample).value();
  }

  @Override
  public void sent(int bucket, long amount) {
    isSent = true;
  }

  private void write(double value, Packet line) {
    line.text(text.prefix()).decimal(value).text(TYPE).text(text.suffix());
  }
}
