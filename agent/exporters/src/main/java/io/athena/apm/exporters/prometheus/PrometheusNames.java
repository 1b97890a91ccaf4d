package io.athena.apm.exporters.prometheus;

import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.MetricType;
import io.athena.apm.metrics.Unit;
import java.util.List;

/**
 * Names and units as Prometheus' conventions want them: underscores, base units with their suffix,
 * {@code _total} for counters. Source: prometheus.io, "Metric and label naming".
 */
public final class PrometheusNames {

  /** The suffixes that belong to other types; promtool refuses them on a gauge. */
  private static final List<String> OF_OTHER_TYPES = List.of("_count", "_sum", "_bucket", "_total");

  private PrometheusNames() {}

  /**
   * The name of a metric, for a counter without {@code _total}: {@code ai_call_duration_seconds}.
   */
  public static String family(Metric metric) {
    String name = valid(metric.name().equals("thread.count") ? "threads" : metric.name());
    String suffix = suffix(metric.unit());
    String base =
        switch (metric.type()) {
          case COUNTER -> without(name, List.of("_total"));
          case GAUGE -> suffix.isEmpty() ? without(name, OF_OTHER_TYPES) : name;
          case HISTOGRAM -> name;
        };
    return suffix.isEmpty() || base.endsWith(suffix) ? base : base + suffix;
  }

  /** The name of a metric's samples: {@code cache_hit_total}. */
  public static String sample(Metric metric) {
    return metric.type() == MetricType.COUNTER ? family(metric) + "_total" : family(metric);
  }

  /** The text of {@code # HELP}, which promtool wants. */
  static String help(Metric metric) {
    return metric.description().isEmpty()
        ? "Recorded by a rule or the application."
        : metric.description();
  }

  private static String without(String name, List<String> suffixes) {
    for (String suffix : suffixes) {
      if (name.endsWith(suffix) && name.length() > suffix.length()) {
        return name.substring(0, name.length() - suffix.length());
      }
    }
    return name;
  }

  /** The unit of OpenMetrics' {@code # UNIT}, which the name ends with; empty for none. */
  static String unit(Unit unit) {
    String suffix = suffix(unit);
    return suffix.isEmpty() ? "" : suffix.substring(1);
  }

  private static String suffix(Unit unit) {
    return switch (unit) {
      case NANOSECONDS, MILLISECONDS -> "_seconds";
      case BYTES -> "_bytes";
      case RATIO -> "_ratio";
      case BILLIONTHS, COUNT -> "";
    };
  }

  /** Letters, digits and underscores, not a digit first. */
  static String valid(String name) {
    StringBuilder valid = new StringBuilder(name.length() + 1);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (i == 0 && digit) {
        valid.append('_');
      }
      valid.append(digit || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? c : '_');
    }
    return valid.isEmpty() ? "_" : valid.toString();
  }
}
