package io.athena.apm.metrics;

/** The values of one series. */
public sealed interface Cell permits Counter, Histogram, Gauge {

  /** The current value, null for none. Called on the athena-apm thread while others add. */
  Sample sample(Series series);
}
