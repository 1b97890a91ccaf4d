package io.athena.apm.core.metrics;

import java.util.List;

/**
 * All series at one instant, cumulative. Exporters derive what their back end wants from it.
 *
 * @param epochMillis the wall clock at that instant, to be shown; it may be set at any time
 * @param nanoTime the monotonic clock at that instant, to tell how long ago another one was
 * @param samples grouped by metric, in the order in which the series appeared
 */
public record Snapshot(long epochMillis, long nanoTime, List<Sample> samples) {

  /** Copies the list. */
  public Snapshot {
    samples = List.copyOf(samples);
  }
}
