package io.athena.apm.core.jvm;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads files of Linux about this process; see proc(5). */
final class ProcessFile {

  private ProcessFile() {}

  /** The content of a file; null where it does not exist. */
  static String read(String name) {
    try (InputStream in = new FileInputStream("/proc/self/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException notLinux) {
      return null;
    }
  }
}
