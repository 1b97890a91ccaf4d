package io.athena.apm.core.jvm;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleSupplier;

/** Resident memory of this process, where the operating system tells it in a file. */
final class ResidentMemory implements DoubleSupplier {

  private static final String STATUS = "/proc/self/status";
  private static final String FIELD = "VmRSS:";

  /** Bytes; NaN where unknown. */
  @Override
  public double getAsDouble() {
    try (InputStream in = new FileInputStream(STATUS)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException notLinux) {
      return Double.NaN;
    }
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
