package io.athena.apm.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** The machine, as far as it decides what the numbers are worth. */
final class Machine {

  private Machine() {}

  /** Processors and operating system. */
  static String description() {
    return Runtime.getRuntime().availableProcessors()
        + " processors, "
        + System.getProperty("os.name")
        + " "
        + System.getProperty("os.version")
        + " "
        + System.getProperty("os.arch");
  }

  /** How many processes wanted a processor in the last minute; -1 where it is not known. */
  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  static String loadText() {
    return String.format(Locale.ROOT, "load average %.2f", load());
  }
}
