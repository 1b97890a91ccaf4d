package io.athena.apm.core.jvm;

import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Registry;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadMXBean;
import java.util.function.DoubleSupplier;

/** The gauges of {@code java.management}: a class of its own, since that module may be missing. */
final class ManagementGauges {

  private ManagementGauges() {}

  static void register(Registry registry) {
    set(registry, JvmMetrics.NON_HEAP_USED, new NonHeap(ManagementFactory.getMemoryMXBean()));
    set(registry, JvmMetrics.THREADS, new Threads(ManagementFactory.getThreadMXBean()));
    set(registry, JvmMetrics.CLASSES, new Classes(ManagementFactory.getClassLoadingMXBean()));
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      if (pool.getName().equals("direct")) {
        set(registry, JvmMetrics.DIRECT_USED, new Buffers(pool));
      }
    }
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      CollectorPoller collector = new CollectorPoller(bean, registry);
      collector.start();
      registry.poll(collector);
    }
  }

  private static void set(Registry registry, Metric metric, DoubleSupplier value) {
    registry.gauges(metric).get().set(value);
  }

  // No lambdas: the first ones of a JVM cost more than reading all these values.

  private record NonHeap(MemoryMXBean memory) implements DoubleSupplier {

    @Override
    public double getAsDouble() {
      return memory.getNonHeapMemoryUsage().getUsed();
    }
  }

  private record Threads(ThreadMXBean threads) implements DoubleSupplier {

    @Override
    public double getAsDouble() {
      return threads.getThreadCount();
    }
  }

  private record Classes(ClassLoadingMXBean classes) implements DoubleSupplier {

    @Override
    public double getAsDouble() {
      return classes.getLoadedClassCount();
    }
  }

  private record Buffers(BufferPoolMXBean pool) implements DoubleSupplier {

    @Override
    public double getAsDouble() {
      return pool.getMemoryUsed();
    }
  }
}
