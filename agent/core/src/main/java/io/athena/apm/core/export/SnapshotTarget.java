package io.athena.apm.core.export;

import io.athena.apm.core.metrics.Snapshot;
import io.athena.apm.core.spans.FinishedSpan;
import java.util.List;

/** What a flush hands its snapshot to. Called on the athena-apm thread only; never throws. */
interface SnapshotTarget {

  /** The next snapshot. */
  void take(Snapshot snapshot, List<FinishedSpan> spans);

  /** There will be no other. */
  void lastWasTaken();

  /** Waits until all that was taken is exported and the exporter closed. */
  void awaitEnd(long nanos);
}
