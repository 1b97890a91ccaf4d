package io.athena.apm.core.export;

import io.athena.apm.metrics.Snapshot;
import io.athena.apm.spans.FinishedSpan;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * A daemon thread for one exporter among several. It has room for one snapshot: a snapshot that
 * comes while the exporter is busy replaces the one that waits. Snapshots are cumulative, so only
 * time is lost, and the sampled spans of the snapshot that was replaced. A snapshot of a few series
 * replaces none: while the exporter is busy, they are left to the flush. Ignores interrupts, as
 * {@link AgentLoop} does.
 */
final class ExporterThread implements SnapshotTarget, Runnable {

  private final ContainedExporter exporter;
  private final AtomicReference<Handed> waiting = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean noMore;

  ExporterThread(ContainedExporter exporter) {
    this.exporter = exporter;
    this.thread = new Thread(null, this, "athena-apm-" + exporter.name(), 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  @Override
  public void take(Snapshot snapshot, List<FinishedSpan> spans) {
    waiting.set(new Handed(snapshot, spans, false));
    LockSupport.unpark(thread);
  }

  @Override
  public void takeEarly(Snapshot breakers) {
    waiting.compareAndSet(null, new Handed(breakers, List.of(), true));
    LockSupport.unpark(thread);
  }

  @Override
  public void lastWasTaken() {
    noMore = true;
    LockSupport.unpark(thread);
  }

  @Override
  public void awaitEnd(long nanos) {
    try {
      ended.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopWaiting) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void run() {
    try {
      work();
    } finally {
      ended.countDown();
    }
  }

  private void work() {
    boolean last;
    do {
      Thread.interrupted();
      // Read first, so that a snapshot taken before the end is exported before it.
      last = noMore;
      Handed next = waiting.getAndSet(null);
      if (next != null) {
        take(next);
      } else if (!last) {
        LockSupport.park(this);
      }
    } while (!last);
    exporter.lastWasTaken();
  }

  private void take(Handed next) {
    try {
      if (next.early()) {
        exporter.takeEarly(next.snapshot());
      } else {
        exporter.take(next.snapshot(), next.spans());
      }
    } catch (Throwable uncounted) {
      // The exporter counts its failures and had no memory for that. The next flush may succeed.
    }
  }

  private record Handed(Snapshot snapshot, List<FinishedSpan> spans, boolean early) {}
}
