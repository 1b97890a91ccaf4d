package io.athena.apm.metrics;

/** The value of one series at the instant of a snapshot. */
public sealed interface Sample {

  /** The series. */
  Series series();

  /** A counter's total since the start, never less than in an earlier snapshot. */
  record Count(Series series, long total) implements Sample {}

  /** A gauge's value, which is finite. */
  record Value(Series series, double value) implements Sample {}

  /** The values that a histogram has recorded since the start. */
  record Recorded(Series series, Distribution distribution) implements Sample {}
}
