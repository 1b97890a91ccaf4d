package io.athena.apm.core.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of this process, where the operating system tells it in a file. */
final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String FIELD = "VmRSS:";

  private ResidentMemory() {}

  /** Bytes; NaN where unknown. */
  static double bytes() {
    try {
      return parse(Files.readString(STATUS, StandardCharsets.ISO_8859_1));
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
