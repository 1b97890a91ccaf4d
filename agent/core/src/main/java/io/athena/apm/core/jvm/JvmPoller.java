package io.athena.apm.core.jvm;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.MonotonicClock;
import io.athena.apm.metrics.Registry;
import java.util.function.LongSupplier;

/**
 * Registers the JVM's gauges: the constructor those without JMX, the first run after the
 * application's {@code main} has begun the others.
 */
public final class JvmPoller implements Runnable {

  private final Registry registry;
  private final AgentLog log;
  private final MainStarted mainStarted;
  private boolean management;

  /**
   * Registers the gauges that need no management bean.
   *
   * @param mainStarted whether JMX may be loaded
   */
  public JvmPoller(Registry registry, AgentLog log, MainStarted mainStarted) {
    this.registry = registry;
    this.log = log;
    this.mainStarted = mainStarted;
    registry.gauges(JvmMetrics.HEAP_USED).get().set(ProcessGauge.HEAP_USED);
    registry.gauges(JvmMetrics.HEAP_TOTAL).get().set(ProcessGauge.HEAP_TOTAL);
    registry.gauges(JvmMetrics.RSS).get().set(ProcessGauge.RESIDENT_MEMORY);
    if (ProcessorTime.isKnown()) {
      registry.gauges(JvmMetrics.CPU).get().set(share(new ProcessorTime()));
      registry.gauges(JvmMetrics.FILES).get().set(ProcessGauge.OPEN_FILES);
    }
  }

  @Override
  public void run() {
    if (!management && mainStarted.get()) {
      management = true;
      registerManagement();
    }
  }

  private void registerManagement() {
    try {
      ManagementGauges.register(registry);
    } catch (LinkageError absent) {
      log.warn(
          "module java.management is not in this JVM: no garbage collector, thread, class, direct"
              + " and non-heap memory metrics");
    }
    if (!ProcessorTime.isKnown()) {
      registerOperatingSystem();
    }
  }

  private void registerOperatingSystem() {
    try {
      OperatingSystemGauges.register(registry);
    } catch (LinkageError absent) {
      log.warn("module jdk.management is not in this JVM: no CPU and open-file metrics");
    }
  }

  /** The share of all processors that the process uses. */
  static CpuShare share(LongSupplier cpuNanos) {
    return new CpuShare(cpuNanos, new MonotonicClock(), Runtime.getRuntime().availableProcessors());
  }
}
