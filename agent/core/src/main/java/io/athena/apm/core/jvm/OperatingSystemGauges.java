package io.athena.apm.core.jvm;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.athena.apm.core.metrics.Registry;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** What {@code jdk.management} tells. Its own class, because that module may be missing. */
final class OperatingSystemGauges {

  private OperatingSystemGauges() {}

  static void register(Registry registry) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      CpuShare share =
          new CpuShare(
              system::getProcessCpuTime,
              System::nanoTime,
              Runtime.getRuntime().availableProcessors());
      registry.gauges(JvmMetrics.CPU).get().set(share::sinceLast);
    }
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      registry.gauges(JvmMetrics.FILES).get().set(unix::getOpenFileDescriptorCount);
    }
  }

  /** Processor time over wall time, between two flushes. */
  static final class CpuShare {

    private final LongSupplier cpuNanos;
    private final LongSupplier wallNanos;
    private final int processors;
    private long lastCpu;
    private long lastWall;

    CpuShare(LongSupplier cpuNanos, LongSupplier wallNanos, int processors) {
      this.cpuNanos = cpuNanos;
      this.wallNanos = wallNanos;
      this.processors = processors;
      this.lastCpu = cpuNanos.getAsLong();
      this.lastWall = wallNanos.getAsLong();
    }

    /** 0 to 1; NaN where no time has passed or the system does not tell. */
    double sinceLast() {
      long cpu = cpuNanos.getAsLong();
      long wall = wallNanos.getAsLong();
      boolean known = cpu >= 0 && wall != lastWall;
      double share = known ? (double) (cpu - lastCpu) / (wall - lastWall) / processors : Double.NaN;
      lastCpu = cpu;
      lastWall = wall;
      return share >= 0 ? Math.min(1, share) : Double.NaN;
    }
  }
}
