package io.athena.apm.core.export;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.core.metrics.Family;
import io.athena.apm.core.metrics.Histogram;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.metrics.Snapshot;
import io.athena.apm.core.spans.FinishedSpan;
import io.athena.apm.core.spans.Spans;
import java.util.List;
import java.util.function.DoubleSupplier;

/** One flush: a snapshot, handed to every exporter. An exporter that fails delays no other. */
public final class Flush implements Runnable {

  private final Registry registry;
  private final Spans spans;
  private final List<Exporter> exporters;
  private final AgentErrors errors;
  private final Family<Histogram> duration;

  /** A flush of one registry to its exporters. */
  public Flush(Registry registry, Spans spans, List<Exporter> exporters, AgentErrors errors) {
    this.registry = registry;
    this.spans = spans;
    this.exporters = exporters;
    this.errors = errors;
    this.duration = registry.histograms(AgentMetrics.FLUSH_DURATION);
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
    long start = System.nanoTime();
    Snapshot snapshot = registry.snapshot();
    List<FinishedSpan> finished = spans.drain();
    for (Exporter exporter : exporters) {
      try {
        exporter.export(snapshot, finished);
      } catch (Throwable problem) {
        errors.caught(Door.FLUSH, exporter.name() + ": a flush failed, the next goes on", problem);
      }
    }
    duration.get().record(System.nanoTime() - start);
  }
}
