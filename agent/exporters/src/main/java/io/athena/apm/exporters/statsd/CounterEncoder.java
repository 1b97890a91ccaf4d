package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Sample;

/** {@code name:3|c}: the increments that were not sent, without a rate. */
final class CounterEncoder implements SeriesEncoder {

  private static final byte[] TYPE = {'|', 'c'};

  private final SeriesText text;
  private long sent;

  CounterEncoder(SeriesText text) {
    this.text = text;
  }

  @Override
  public boolean encode(Sample sample, LineSink sink) {
    long pending = ((Sample.Count) sample).total() - sent;
    if (pending <= 0) {
      return true;
    }
    Packet line = sink.begin();
    line.text(text.prefix()).whole(pending).text(TYPE).text(text.suffix());
    line.lineContent().add(this, 0, pending);
    return sink.end();
  }

  @Override
  public boolean isUnsent(Sample sample) {
    return ((Sample.Count) sample).total() > sent;
  }

  @Override
  public void sent(int bucket, long amount) {
    sent += amount;
  }
}
