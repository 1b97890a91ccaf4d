package io.athena.apm.exporters.statsd;

import io.athena.apm.core.metrics.Sample;

/** {@code name:3|c}: what was counted and not delivered, never with a rate. */
final class CounterEncoder implements SeriesEncoder, Delivered {

  private static final byte[] TYPE = {'|', 'c'};

  private final SeriesText text;
  private long delivered;

  /** Nothing delivered yet. */
  CounterEncoder(SeriesText text) {
    this.text = text;
  }

  @Override
  public boolean encode(Sample sample, LineSink sink) {
    long waiting = ((Sample.Count) sample).total() - delivered;
    if (waiting <= 0) {
      return true;
    }
    LineBuffer line = sink.begin();
    line.text(text.prefix()).whole(waiting).text(TYPE).text(text.suffix());
    line.carried().add(this, 0, waiting);
    return sink.end();
  }

  @Override
  public boolean isUnsent(Sample sample) {
    return ((Sample.Count) sample).total() > delivered;
  }

  @Override
  public void add(double value, long amount) {
    delivered += amount;
  }
}
