package io.athena.apm.core.export;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.spans.FinishedSpan;
import io.athena.apm.spans.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/** Takes a snapshot and gives it to every exporter. Called on the athena-apm thread only. */
/*
 * How exporters are isolated
 *
 * A single exporter runs on the athena-apm thread: a thread costs half a megabyte and a millisecond
 * of every start. Several exporters have a thread each, since not all of them can promise never to
 * wait: standard output blocks while nobody reads the pipe behind it, and has no time-out.
 */
public final class Flush implements Runnable {

  private final Registry registry;
  private final Spans spans;
  private final List<SnapshotTarget> targets = new ArrayList<>();

  /** For one registry and its exporters. */
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

  /** Gives the series of circuit breakers that have just opened to every exporter. */
  void early(Predicate<Series> ofBreakers) {
    Snapshot breakers = registry.snapshot(ofBreakers);
    for (SnapshotTarget target : targets) {
      target.takeEarly(breakers);
    }
  }

  /** Closes the exporters after the last flush; waits so long, in all, for those still busy. */
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
