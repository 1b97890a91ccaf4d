package io.athena.apm.exporters.otlp;

import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Tags;
import io.athena.apm.spans.FinishedSpan;
import java.util.List;

/** The names of metrics, spans and attributes. Each is a function without state. */
public interface OtlpNames {

  /** The names for a value of the setting {@code otlp.names}. */
  static OtlpNames of(String setting) {
    return setting.equals("athena") ? new AthenaNames() : new OtelNames();
  }

  /**
   * The names of a metric by OpenTelemetry's conventions, for the reference page: several where the
   * operation or the kind of tokens decides.
   */
  static List<String> conventional(Metric metric) {
    return Conventions.names(metric.name());
  }

  /** The samples with the meaning that the names have. */
  default List<Sample> samples(List<Sample> samples) {
    return samples;
  }

  /** What a series of a metric is in OTLP; the name may depend on its tags. */
  OtlpMetric metric(Metric metric, Tags tags);

  /** Adds the attributes of a series. */
  void attributes(Metric metric, Tags tags, Attributes to);

  /** The name of a span. */
  String span(FinishedSpan span);

  /** Adds the attributes of a span. */
  void attributes(FinishedSpan span, Attributes to);
}
