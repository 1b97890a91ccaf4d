package io.athena.apm.core.export;

import io.athena.apm.core.metrics.Snapshot;
import io.athena.apm.core.spans.FinishedSpan;
import java.util.List;

/**
 * Brings snapshots to one back end. Called by one thread at a time: athena-apm, or a thread of its
 * own where there are several exporters. What it throws is contained and counted, and neither that
 * nor how long it takes reaches the other exporters.
 */
public interface Exporter extends AutoCloseable {

  /** The name of its provider, as in the setting. */
  String name();

  /**
   * Sends what has changed since the last call.
   *
   * @param snapshot cumulative values of all series
   * @param spans the sampled spans that ended since the last call
   */
  void export(Snapshot snapshot, List<FinishedSpan> spans);

  /** Called once, after the last {@link #export}. Takes no longer than that. */
  @Override
  void close();
}
