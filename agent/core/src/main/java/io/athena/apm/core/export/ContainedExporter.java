package io.athena.apm.core.export;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.spans.FinishedSpan;
import java.util.List;

/** Runs an exporter: catches and counts its failures, and measures its time. */
final class ContainedExporter implements SnapshotTarget {

  private final Exporter exporter;
  private final AgentErrors errors;
  private final Family<Histogram> duration;

  ContainedExporter(Exporter exporter, Registry registry, AgentErrors errors) {
    this.exporter = exporter;
    this.errors = errors;
    this.duration = registry.histograms(AgentMetrics.FLUSH_DURATION);
  }

  String name() {
    return exporter.name();
  }

  @Override
  public void take(Snapshot snapshot, List<FinishedSpan> spans) {
    long start = System.nanoTime();
    try {
      exporter.export(snapshot, spans);
    } catch (Throwable problem) {
      errors.caught(Door.FLUSH, name() + ": a flush failed, the next goes on", problem);
    }
    duration.get(name()).record(System.nanoTime() - start);
  }

  @Override
  public void takeEarly(Snapshot breakers) {
    try {
      exporter.exportEarly(breakers);
    } catch (Throwable problem) {
      errors.caught(
          Door.FLUSH, name() + ": a circuit breaker that opened is left to the flush", problem);
    }
  }

  @Override
  public void lastWasTaken() {
    try {
      exporter.close();
    } catch (Throwable problem) {
      errors.caught(Door.FLUSH, name() + ": the last flush failed", problem);
    }
  }

  @Override
  public void awaitEnd(long nanos) {
    // Nothing to wait for: this runs on the caller's thread.
  }
}
