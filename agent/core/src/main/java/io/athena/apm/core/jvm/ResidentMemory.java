package io.athena.apm.core.jvm;

import java.util.function.DoubleSupplier;

/** Resident memory of this process, from /proc. */
final class ResidentMemory implements DoubleSupplier {

  private static final String FIELD = "VmRSS:";

  /** Bytes; NaN where unknown. */
  @Override
  public double getAsDouble() {
    String status = ProcessFile.read("status");
    return status == null ? Double.NaN : parse(status);
  }

  /** {@code VmRSS: 1234 kB}, in proc(5) since Linux 2.6. */
  static double parse(String status) {
    int field = status.indexOf(FIELD);
    int unit = field < 0 ? -1 : status.indexOf(" kB", field);
    return unit < 0
        ? Double.NaN
        : 1024.0 * Long.parseLong(status.substring(field + FIELD.length(), unit).trim());
  }
}
