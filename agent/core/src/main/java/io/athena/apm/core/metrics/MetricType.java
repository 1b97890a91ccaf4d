package io.athena.apm.core.metrics;

/** What a metric's cells are. */
public enum MetricType {
  /** A total that only grows. */
  COUNTER,
  /** A distribution of recorded values. */
  HISTOGRAM,
  /** A value of now, asked for at each snapshot. */
  GAUGE
}
