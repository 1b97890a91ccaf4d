package io.athena.apm.core.export;

import io.athena.apm.core.metrics.Snapshot;
import io.athena.apm.core.spans.FinishedSpan;
import java.util.List;

/**
 * Brings snapshots to one back end. Called on the athena-apm thread only. What it throws is
 * contained and counted, and does not reach the other exporters.
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

  /** Called once, after the last {@link #export}. Does not wait. */
  @Override
  void close();
}
