package io.athena.apm.metrics;

/** The values of one series. */
public sealed interface Cell permits Counter, Histogram, Gauge {

  /**
   * The current value. Called on the athena-apm thread, while application threads add.
   *
   * @return null for no value
   */
  Sample sample(Series series);
}
