package io.athena.apm.exporters.otlp;

import io.athena.apm.exporters.otlp.OtlpMetric.Form;
import io.athena.apm.exporters.protobuf.ProtobufMessage;
import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.PendingValues;
import io.athena.apm.metrics.Sample;

/**
 * Writes metrics without their points, and the points: totals, or what is new since the last point
 * that arrived. Used by one thread at a time.
 */
final class DataPoints {

  private static final int GAUGE = 5;
  private static final int SUM = 7;
  private static final int DELTA = 1;
  private static final int CUMULATIVE = 2;

  private final OtlpNames names;
  private final HistogramPoint histograms;
  private final SentTotals sentTotals; // null where totals are sent
  private final long start;
  private final ProtobufMessage message;
  private final Attributes ofNumbers;
  private final Attributes ofHistograms;
  private final PendingValues values = new PendingValues();
  private long time;

  /** Writes into this message. */
  DataPoints(OtlpSettings settings, ProtobufMessage message) {
    this.names = settings.names();
    this.histograms = settings.explicitBuckets() ? new ExplicitPoint() : new ExponentialPoint();
    this.start = settings.startNanos();
    this.sentTotals = settings.deltas() ? new SentTotals(start) : null;
    this.message = message;
    this.ofNumbers = new Attributes(message, 7);
    this.ofHistograms = new Attributes(message, histograms.attributesField());
  }

  /** A snapshot was taken, in nanoseconds of the epoch. */
  void begin(long now) {
    time = Math.max(now, start); // Somebody may set the wall clock.
    if (sentTotals != null) {
      sentTotals.begin(time);
    }
  }

  /** Whether a sample has something to send. */
  boolean hasNews(Sample sample) {
    return sentTotals == null || sample instanceof Sample.Value || sentTotals.isNew(sample);
  }

  /** The points of these samples have arrived. */
  void arrived(Iterable<Sample> samples) {
    if (sentTotals != null) {
      for (Sample sample : samples) {
        sentTotals.sent(sample);
      }
    }
  }

  /** Begins the data of a metric; returns where. */
  int beginData(OtlpMetric of) {
    int data =
        message.begin(
            switch (of.form()) {
              case GAUGE -> GAUGE;
              case SUM, UP_DOWN -> SUM;
              case HISTOGRAM -> histograms.dataField();
            });
    if (of.form() != Form.GAUGE) {
      message.number(2, isDelta(of) ? DELTA : CUMULATIVE);
    }
    if (of.form() == Form.SUM) {
      message.number(3, 1);
    }
    return data;
  }

  /** What grows and shrinks has its current value in either temporality. */
  private boolean isDelta(OtlpMetric of) {
    return sentTotals != null && of.form() != Form.UP_DOWN;
  }

  /** Writes a point. */
  void add(OtlpMetric of, Sample sample) {
    int point = message.begin(1);
    names.attributes(
        sample.series().metric(),
        sample.series().tags(),
        of.form() == Form.HISTOGRAM ? ofHistograms : ofNumbers);
    if (of.form() != Form.GAUGE) {
      message.fixed64(2, isDelta(of) ? sentTotals.of(sample).until() : start);
    }
    message.fixed64(3, time);
    if (sample instanceof Sample.Value gauge) {
      value(of, gauge.value());
    } else if (sample instanceof Sample.Count count) {
      sum(of, count.total() - (sentTotals == null ? 0 : sentTotals.of(sample).total()));
    } else if (sample instanceof Sample.Recorded recorded) {
      histogram(of, recorded);
    }
    message.end(point);
  }

  private void value(OtlpMetric of, double value) {
    if (of.form() == Form.UP_DOWN) {
      message.fixed64(6, Math.round(value));
    } else {
      message.real(4, value / of.divisor());
    }
  }

  private void sum(OtlpMetric of, long value) {
    if (of.divisor() == 1) {
      message.fixed64(6, value);
    } else {
      message.real(4, value / of.divisor());
    }
  }

  private void histogram(OtlpMetric of, Sample.Recorded recorded) {
    Distribution sent =
        sentTotals == null ? Distribution.EMPTY : sentTotals.of(recorded).distribution();
    values.load(recorded.distribution(), sent);
    message.fixed64(4, values.count()).real(5, values.sum() / of.divisor());
    histograms.write(of, values, message);
  }
}
