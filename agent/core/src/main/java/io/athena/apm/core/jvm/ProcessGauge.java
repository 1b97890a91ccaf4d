package io.athena.apm.core.jvm;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleSupplier;

/**
 * Measures this process without JMX, which must not be loaded before {@code main}: the heap by
 * {@link Runtime}, the rest by Linux's /proc. NaN where /proc does not exist.
 */
enum ProcessGauge implements DoubleSupplier {
  /** Heap in use, in bytes. */
  HEAP_USED,
  /** Heap committed, in bytes. */
  HEAP_TOTAL,
  /** Resident memory, in bytes. */
  RESIDENT_MEMORY,
  /** The number of open file descriptors. */
  OPEN_FILES;

  private static final String FIELD = "VmRSS:";

  @Override
  public double getAsDouble() {
    Runtime runtime = Runtime.getRuntime();
    return switch (this) {
      case HEAP_USED -> runtime.totalMemory() - runtime.freeMemory();
      case HEAP_TOTAL -> runtime.totalMemory();
      case RESIDENT_MEMORY -> residentMemory(read("status"));
      case OPEN_FILES -> openFiles();
    };
  }

  /** {@code VmRSS: 1234 kB}, in proc(5) since Linux 2.6. */
  static double residentMemory(String status) {
    int field = status == null ? -1 : status.indexOf(FIELD);
    int unit = field < 0 ? -1 : status.indexOf(" kB", field);
    return unit < 0
        ? Double.NaN
        : 1024.0 * Long.parseLong(status.substring(field + FIELD.length(), unit).trim());
  }

  private static double openFiles() {
    String[] open = new File("/proc/self/fd").list();
    // One of them is the directory that is being read.
    return open == null ? Double.NaN : open.length - 1;
  }

  /** Reads a file of Linux about this process, see proc(5); null where it does not exist. */
  static String read(String name) {
    try (InputStream in = new FileInputStream("/proc/self/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException notLinux) {
      return null;
    }
  }
}
