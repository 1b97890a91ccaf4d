package io.athena.apm.exporters.otlp;

import io.athena.apm.exporters.protobuf.ProtobufMessage;
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

  /** Where a metric began that has not begun. */
  private static final int NONE = -1;

  private final OtlpNames names;
  private final OtlpResource resource;
  private final DataPoints points;
  private final ProtobufMessage message;
  private final List<Sample> inRequest = new ArrayList<>();
  private int resourceMetrics;
  private int scopeMetrics;
  private int metric;
  private int data;

  /** Writes into this message. */
  MetricsEncoder(OtlpSettings settings, ProtobufMessage message) {
    this.names = settings.names();
    this.resource = settings.resource();
    this.points = new DataPoints(settings, message);
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
    message.clear();
    inRequest.clear();
    metric = NONE;
    points.begin(now);
    Map<OtlpMetric, List<Sample>> groups = new LinkedHashMap<>();
    int unsent = group(names.samples(samples), groups);
    for (Map.Entry<OtlpMetric, List<Sample>> group : groups.entrySet()) {
      for (Sample sample : group.getValue()) {
        add(group.getKey(), sample);
        if (message.size() >= FULL) {
          int sent = finish(requests);
          unsent -= sent;
          if (sent == 0) {
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
    int size = 0;
    for (Sample sample : samples) {
      if (points.hasNews(sample)) {
        OtlpMetric key = names.metric(sample.series().metric(), sample.series().tags());
        List<Sample> group = groups.get(key);
        if (group == null) {
          group = new ArrayList<>();
          groups.put(key, group);
        }
        group.add(sample);
        size++;
      }
    }
    return size;
  }

  private void add(OtlpMetric of, Sample sample) {
    if (message.size() == 0) {
      beginRequest();
    }
    if (metric == NONE) {
      beginMetric(of);
    }
    points.add(of, sample);
    inRequest.add(sample);
  }

  private void beginRequest() {
    resourceMetrics = message.begin(1);
    resource.writeTo(message);
    scopeMetrics = message.begin(2);
    resource.writeScopeTo(message);
  }

  /** Ends a request and sends it; returns how many points have arrived. */
  private int finish(Requests requests) {
    endMetric();
    message.end(scopeMetrics);
    message.end(resourceMetrics);
    int size = inRequest.size();
    boolean arrived = requests.send(size);
    if (arrived) {
      points.arrived(inRequest);
    }
    message.clear();
    inRequest.clear();
    return arrived ? size : 0;
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
    data = points.beginData(of);
  }

  private void endMetric() {
    if (metric != NONE) {
      message.end(data);
      message.end(metric);
      metric = NONE;
    }
  }
}
