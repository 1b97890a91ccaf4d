package io.athena.apm.core.jvm;

import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Registry;
import java.lang.management.GarbageCollectorMXBean;

/** Adds the collections since the last flush to a counter. */
final class CollectorPoller implements Runnable {

  private final GarbageCollectorMXBean bean;
  private final Counter count;
  private long last;

  CollectorPoller(GarbageCollectorMXBean bean, Registry registry) {
    this.bean = bean;
    this.count = registry.counters(JvmMetrics.GC_COUNT).get(bean.getName());
  }

  @Override
  public void run() {
    long now = Math.max(last, bean.getCollectionCount());
    count.add(now - last);
    last = now;
  }
}
