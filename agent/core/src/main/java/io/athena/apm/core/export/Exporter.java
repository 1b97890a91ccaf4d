package io.athena.apm.core.export;

import io.athena.apm.metrics.Snapshot;
import io.athena.apm.spans.FinishedSpan;
import java.util.List;

/**
 * Sends snapshots to one back end. Called by one thread at a time: athena-apm, or a thread of its
 * own where there are several exporters. Its exceptions are caught and counted. Neither they nor
 * its time affect the other exporters.
 */
public interface Exporter extends AutoCloseable {

  /** The name of its provider, as in the setting. */
  String name();

  /** Sends the changes since the last call, and the sampled spans that have ended since. */
  void export(Snapshot snapshot, List<FinishedSpan> spans);

  /**
   * Reports circuit breakers that have just opened, before the next flush. An exporter that has no
   * way to tell people leaves it to the flush.
   *
   * @param breakers the series of these breakers only
   */
  default void exportEarly(Snapshot breakers) {
    // Most send numbers, which nobody reads before the next flush.
  }

  /** Called once, after the last {@link #export}. Takes no longer than that. */
  @Override
  void close();
}
