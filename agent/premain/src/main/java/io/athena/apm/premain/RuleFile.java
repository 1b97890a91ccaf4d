package io.athena.apm.premain;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A file of the operator's rules, as text. */
final class RuleFile {

  /** What the engine reads of a file at most. */
  private static final int MOST_BYTES = 1 << 20;

  private RuleFile() {}

  /**
   * What a file says; nothing where it can't be read, and the engine says why. Of regular files
   * only: opening a pipe waits for a writer, and this is the main thread.
   */
  static String text(File file) {
    if (!file.isFile()) {
      return "";
    }
    byte[] bytes = new byte[(int) Math.min(file.length(), MOST_BYTES)];
    int length = 0;
    try (InputStream in = new FileInputStream(file)) {
      int read = 0;
      while (read >= 0 && length < bytes.length) {
        length += read;
        read = in.read(bytes, length, bytes.length - length);
      }
    } catch (IOException unreadable) {
      return "";
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
