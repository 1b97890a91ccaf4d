package io.athena.apm.core.jvm;

import io.athena.apm.core.metrics.Registry;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;

/** What {@code java.management} tells. Its own class, because that module may be missing. */
final class ManagementGauges {

  private ManagementGauges() {}

  static void register(Registry registry) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    registry
        .gauges(JvmMetrics.NON_HEAP_USED)
        .get()
        .set(() -> memory.getNonHeapMemoryUsage().getUsed());
    registry.gauges(JvmMetrics.THREADS).get().set(threads::getThreadCount);
    registry.gauges(JvmMetrics.CLASSES).get().set(classes::getLoadedClassCount);
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      if (pool.getName().equals("direct")) {
        registry.gauges(JvmMetrics.DIRECT_USED).get().set(pool::getMemoryUsed);
      }
    }
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      registry.poll(new CollectorPoller(bean, registry));
      GcPauses.listen(bean, registry.histograms(JvmMetrics.GC_PAUSE));
    }
  }
}
