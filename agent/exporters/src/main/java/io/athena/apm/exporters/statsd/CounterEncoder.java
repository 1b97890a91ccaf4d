package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Sample;

/** {@code name:3|c}: the increments that were not sent, without a rate. */
final class CounterEncoder implements SeriesEncoder {

  private static final byte[] TYPE = {'|', 'c'};

  private final SeriesText text;
  private final CounterForm form;
  private long sent;

  CounterEncoder(SeriesText text, CounterForm form) {
    this.text = text;
    this.form = form;
  }

  @Override
  public boolean encode(Sample sample, LineSink sink) {
    long pending = pending(sample);
    if (pending <= 0) {
      return true;
    }
    Packet line = sink.begin();
    form.write(pending, line.text(text.prefix()));
    line.text(TYPE).text(text.suffix());
    line.lineContent().add(this, 0, pending);
    return sink.end();
  }

  private long pending(Sample sample) {
    return form.sendable(((Sample.Count) sample).total() - sent);
  }

  @Override
  public boolean isUnsent(Sample sample) {
    return pending(sample) > 0;
  }

  @Override
  public void sent(int bucket, long amount) {
    sent += amount;
  }
}
