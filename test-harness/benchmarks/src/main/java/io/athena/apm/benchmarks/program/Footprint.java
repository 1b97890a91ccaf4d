package io.athena.apm.benchmarks.program;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;

/** Measures what this JVM holds. */
final class Footprint {

  /** More than one: a collection lets finalizers and cleaners run whose garbage the next takes. */
  private static final int COLLECTIONS = 3;

  private Footprint() {}

  /**
   * Prints bytes of live heap, direct buffers and metaspace, then the number of loaded classes and
   * live threads, in one line. Collects the garbage first.
   */
  static void print() {
    for (int collection = 0; collection < COLLECTIONS; collection++) {
      ManagementFactory.getMemoryMXBean().gc();
    }
    System.out.printf(
        "%d %d %d %d %d%n",
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        direct(),
        metaspace(),
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
        ManagementFactory.getThreadMXBean().getThreadCount());
  }

  private static long direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static long metaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .map(MemoryPoolMXBean::getUsage)
        .findFirst()
        .orElseThrow()
        .getUsed();
  }
}
