package io.athena.apm.core.metrics;

/** What one series keeps its values in. */
public sealed interface Cell permits Counter, Histogram, Gauge {

  /**
   * The value of now. Called on the athena-apm thread, while application threads go on adding.
   *
   * @return null where there is none
   */
  Sample sample(Series series);
}
