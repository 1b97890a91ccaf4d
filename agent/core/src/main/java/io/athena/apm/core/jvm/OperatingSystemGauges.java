package io.athena.apm.core.jvm;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.athena.apm.metrics.Registry;
import java.lang.management.ManagementFactory;

/**
 * The gauges of {@code jdk.management}, where /proc does not exist: a class of its own, since that
 * module may be missing.
 */
final class OperatingSystemGauges {

  private OperatingSystemGauges() {}

  static void register(Registry registry) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      registry.gauges(JvmMetrics.CPU).get().set(JvmPoller.share(system::getProcessCpuTime));
    }
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      registry.gauges(JvmMetrics.FILES).get().set(unix::getOpenFileDescriptorCount);
    }
  }
}
