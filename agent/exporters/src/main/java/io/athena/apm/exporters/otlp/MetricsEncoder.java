package io.athena.apm.exporters.otlp;

import io.athena.apm.exporters.otlp.OtlpMetric.Form;
import io.athena.apm.exporters.protobuf.ProtobufMessage;
import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.PendingValues;
import io.athena.apm.metrics.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a snapshot as messages {@code ExportMetricsServiceRequest} of a bounded size. Source:
 * opentelemetry-proto, {@code metrics.proto}. Used by one thread at a time.
 */
final class MetricsEncoder {

  /** A request that has so many bytes is full: receivers accept some megabytes. */
  static final int FULL = 512 * 1024;

  private static final int GAUGE = 5;
  private static final int SUM = 7;

  /** Where a metric began that has not begun. */
  private static final int NONE = -1;

  private static final int DELTA = 1;
  private static final int CUMULATIVE = 2;

  private final OtlpNames names;
  private final OtlpResource resource;
  private final HistogramPoint histograms;
  private final SentTotals sentTotals; // null where totals are sent
  private final long start;
  private final ProtobufMessage message;
  private final PendingValues values = new PendingValues();
  private final List<Sample> inRequest = new ArrayList<>();
  private long time;
  private int resourceMetrics;
  private int scopeMetrics;
  private int metric;
  private int data;

  /** Writes into this message. */
  MetricsEncoder(OtlpSettings settings, ProtobufMessage message) {
    this.names = settings.names();
    this.resource = settings.resource();
    this.histograms = settings.explicitBuckets() ? new ExplicitPoint() : new ExponentialPoint();
    this.start = settings.startNanos();
    this.sentTotals = settings.deltas() ? new SentTotals(start) : null;
    this.message = message;
  }

  /** Takes the requests. */
  interface Requests {

    /** Sends the message, which has so many data points; returns whether it has arrived. */
    boolean send(int points);
  }

  /**
   * Writes samples, up to a request that does not arrive. Returns how many points did not.
   *
   * @param now in nanoseconds of the epoch
   */
  int encode(List<Sample> samples, long now, Requests requests) {
    time = Math.max(now, start); // Somebody may set the wall clock.
    if (sentTotals != null) {
      sentTotals.begin(time);
    }
    message.clear();
    inRequest.clear();
    metric = NONE;
    Map<OtlpMetric, List<Sample>> groups = new LinkedHashMap<>();
    int unsent = group(names.samples(samples), groups);
    for (Map.Entry<OtlpMetric, List<Sample>> group : groups.entrySet()) {
      for (Sample sample : group.getValue()) {
        add(group.getKey(), sample);
        if (message.size() >= FULL) {
          int points = finish(requests);
          unsent -= points;
          if (points == 0) {
            return unsent;
          }
        }
      }
      endMetric();
    }
    return inRequest.isEmpty() ? unsent : unsent - finish(requests);
  }

  /** Puts the samples that have something to send together by metric; returns their number. */
  private int group(List<Sample> samples, Map<OtlpMetric, List<Sample>> groups) {
    int points = 0;
    for (Sample sample : samples) {
      if (sentTotals == null || sample instanceof Sample.Value || sentTotals.isNew(sample)) {
        OtlpMetric key = names.metric(sample.series().metric(), sample.series().tags());
        List<Sample> group = groups.get(key);
        if (group == null) {
          group = new ArrayList<>();
          groups.put(key, group);
        }
        group.add(sample);
        points++;
      }
    }
    return points;
  }

  private void add(OtlpMetric of, Sample sample) {
    if (message.size() == 0) {
      beginRequest();
    }
    if (metric < 0) {
      beginMetric(of);
    }
    point(of, sample);
    inRequest.add(sample);
  }

  private void beginRequest() {
    resourceMetrics = message.begin(1);
    resource.writeTo(message);
    scopeMetrics = message.begin(2);
    resource.writeScopeTo(message);
    metric = NONE;
  }

  /** Ends a request and sends it; returns how many points have arrived. */
  private int finish(Requests requests) {
    endMetric();
    message.end(scopeMetrics);
    message.end(resourceMetrics);
    int points = inRequest.size();
    boolean arrived = requests.send(points);
    if (arrived && sentTotals != null) {
      for (Sample sample : inRequest) {
        sentTotals.sent(sample);
      }
    }
    message.clear();
    inRequest.clear();
    return arrived ? points : 0;
  }

  private void beginMetric(OtlpMetric of) {
    metric = message.begin(2);
    message.text(1, of.name());
    if (!of.description().isEmpty()) {
      message.text(2, of.description());
    }
    if (!of.unit().isEmpty()) {
      message.text(3, of.unit());
    }
    data =
        message.begin(
            switch (of.form()) {
              case GAUGE -> GAUGE;
              case SUM, UP_DOWN -> SUM;
              case HISTOGRAM -> histograms.dataField();
            });
    if (of.form() != Form.GAUGE) {
      boolean delta = sentTotals != null && of.form() != Form.UP_DOWN;
      message.number(2, delta ? DELTA : CUMULATIVE);
    }
    if (of.form() == Form.SUM) {
      message.number(3, 1);
    }
  }

  private void endMetric() {
    if (metric >= 0) {
      message.end(data);
      message.end(metric);
      metric = NONE;
    }
  }

  private void point(OtlpMetric of, Sample sample) {
    boolean histogram = of.form() == Form.HISTOGRAM;
    int point = message.begin(1);
    names.attributes(
        sample.series().metric(),
        sample.series().tags(),
        new Attributes(message, histogram ? histograms.attributesField() : 7));
    if (of.form() != Form.GAUGE) {
      boolean delta = sentTotals != null && of.form() != Form.UP_DOWN;
      message.fixed64(2, delta ? sentTotals.of(sample).until() : start);
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
