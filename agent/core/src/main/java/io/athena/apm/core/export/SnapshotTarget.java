package io.athena.apm.core.export;

import io.athena.apm.metrics.Snapshot;
import io.athena.apm.spans.FinishedSpan;
import java.util.List;

/** Takes the snapshots of a flush. Called on the athena-apm thread only; never throws. */
interface SnapshotTarget {

  void take(Snapshot snapshot, List<FinishedSpan> spans);

  /** Takes the series of circuit breakers that have just opened. */
  void takeEarly(Snapshot breakers);

  /** Ends: there is no other snapshot. */
  void lastWasTaken();

  /** Waits until all snapshots are exported and the exporter is closed. */
  void awaitEnd(long nanos);
}
