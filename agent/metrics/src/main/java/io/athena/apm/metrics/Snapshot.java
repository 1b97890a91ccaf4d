package io.athena.apm.metrics;

import java.util.List;

/**
 * The cumulative values of all series at one instant. Exporters derive the values of their back
 * end.
 *
 * @param epochMillis the wall clock, for display; it may be set at any time
 * @param nanoTime the monotonic clock, for intervals between snapshots
 * @param samples grouped by metric, in the order in which the series appeared
 */
public record Snapshot(long epochMillis, long nanoTime, List<Sample> samples) {

  /** Copies the list. */
  public Snapshot {
    samples = List.copyOf(samples);
  }
}
