package io.athena.apm.core.export;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.metrics.Snapshot;
import io.athena.apm.core.spans.FinishedSpan;
import io.athena.apm.core.spans.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** One flush: a snapshot, handed to every exporter. Called on the athena-apm thread only. */
/*
 * How exporters are kept apart
 *
 * One exporter runs on the athena-apm thread: nobody else is there to be held up, and a thread is
 * half a megabyte and a millisecond of every start. Of several each has a thread of its own.
 *
 * The other way would be one thread and a promise of every exporter never to wait. It can't be
 * kept: standard output blocks for as long as nobody reads the pipe behind it, and knows no
 * deadline. So a promise is not what the numbers of one back end should depend on when another one
 * hangs.
 */
public final class Flush implements Runnable {

  private final Registry registry;
  private final Spans spans;
  private final List<SnapshotTarget> targets = new ArrayList<>();

  /** A flush of one registry to its exporters. */
  public Flush(Registry registry, Spans spans, List<Exporter> exporters, AgentErrors errors) {
    this.registry = registry;
    this.spans = spans;
    for (Exporter exporter : exporters) {
      ContainedExporter contained = new ContainedExporter(exporter, registry, errors);
      targets.add(exporters.size() == 1 ? contained : new ExporterThread(contained));
    }
    registry
        .gauges(AgentMetrics.SERIES)
        .get()
        .set(
            new DoubleSupplier() {
              @Override
              public double getAsDouble() {
                return registry.size();
              }
            });
  }

  @Override
  public void run() {
    Snapshot snapshot = registry.snapshot();
    List<FinishedSpan> finished = spans.drain();
    for (SnapshotTarget target : targets) {
      target.take(snapshot, finished);
    }
  }

  /**
   * Closes the exporters, after the last flush.
   *
   * @param patience how long to wait, in all, for those that are still busy with it
   */
  public void end(Duration patience) {
    for (SnapshotTarget target : targets) {
      target.lastWasTaken();
    }
    long deadline = System.nanoTime() + patience.toNanos();
    for (SnapshotTarget target : targets) {
      target.awaitEnd(deadline - System.nanoTime());
    }
  }
}
