package io.athena.apm.metrics;

/** The type of a metric and of its cells. */
public enum MetricType {
  /** A total that only grows. */
  COUNTER,
  /** A distribution of recorded values. */
  HISTOGRAM,
  /** A current value, read at each snapshot. */
  GAUGE
}
