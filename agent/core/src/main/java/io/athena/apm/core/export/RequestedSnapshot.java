package io.athena.apm.core.export;

import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Snapshot;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Takes snapshots for a thread of an exporter, on the athena-apm thread: pollers run there only. It
 * waits for no other exporter, since these have threads of their own where there are several.
 */
public final class RequestedSnapshot implements Supplier<Snapshot> {

  private static final long LONGEST_MILLIS = 5_000;

  private final AgentLoop loop;
  private final Registry registry;

  /** Of a registry. */
  public RequestedSnapshot(AgentLoop loop, Registry registry) {
    this.loop = loop;
    this.registry = registry;
  }

  /** A new snapshot; null where the athena-apm thread takes none within five seconds. */
  @Override
  public Snapshot get() {
    Task task = new Task();
    loop.execute(task);
    return task.await();
  }

  private final class Task implements Runnable {

    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Snapshot snapshot;

    @Override
    public void run() {
      try {
        snapshot = registry.snapshot();
      } finally {
        done.countDown();
      }
    }

    Snapshot await() {
      try {
        done.await(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException stopWaiting) {
        Thread.currentThread().interrupt();
      }
      return snapshot;
    }
  }
}
