package io.athena.apm.exporters.otlp;

import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Unit;
import io.athena.apm.spans.FinishedSpan;
import java.util.Map;

/** The agent's own names, with OpenTelemetry's units. */
final class AthenaNames implements OtlpNames {

  @Override
  public OtlpMetric metric(Metric metric, Tags tags) {
    return own(metric);
  }

  static OtlpMetric own(Metric metric) {
    OtlpMetric.Form form =
        switch (metric.type()) {
          case COUNTER -> OtlpMetric.Form.SUM;
          case GAUGE -> OtlpMetric.Form.GAUGE;
          case HISTOGRAM -> OtlpMetric.Form.HISTOGRAM;
        };
    Unit unit = metric.unit();
    return new OtlpMetric(
        metric.name(), ucum(unit), form, unit.baseDivisor(), metric.description());
  }

  private static String ucum(Unit unit) {
    return switch (unit) {
      case NANOSECONDS, MILLISECONDS -> "s";
      case BYTES -> "By";
      case RATIO -> "1";
      case BILLIONTHS -> "{currency}";
      case COUNT -> "";
    };
  }

  @Override
  public void attributes(Metric metric, Tags tags, Attributes to) {
    add(tags, to);
  }

  private static void add(Tags tags, Attributes to) {
    for (int i = 0; i < tags.size(); i++) {
      to.add(tags.key(i), tags.value(i));
    }
  }

  @Override
  public String span(FinishedSpan span) {
    return span.name();
  }

  @Override
  public void attributes(FinishedSpan span, Attributes to) {
    add(span.tags(), to);
    for (Map.Entry<String, Long> tokens : span.tokens().entrySet()) {
      to.add("tokens." + tokens.getKey(), tokens.getValue());
    }
  }
}
