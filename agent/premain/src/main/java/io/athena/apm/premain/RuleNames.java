package io.athena.apm.premain;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * The simple names of the classes that the operator's rules name, without reading YAML: whatever
 * stands before a {@code #} as a class does in {@code com.acme.Scanner#scan}. Such a class waits in
 * the gate until the engine has read the rules, so that no call of it is missed.
 *
 * <p>A name too many makes a class wait for nothing. A pattern without a simple name is left out:
 * classes that only it means are woven once the rules are read, those that are loaded by then
 * again.
 */
final class RuleNames {

  /** What the engine reads of a file at most. */
  private static final int MOST_BYTES = 1 << 20;

  private RuleNames() {}

  /**
   * The names in some files.
   *
   * @param files their paths with commas between them; a file that can't be read has no names, and
   *     the engine says what is wrong with it
   */
  static Set<String> in(String files) {
    Set<String> names = new HashSet<String>();
    for (String file : files.split(",", -1)) {
      if (!file.trim().isEmpty()) {
        add(text(new File(file.trim())), names);
      }
    }
    return names;
  }

  static void add(String text, Set<String> names) {
    for (int hash = text.indexOf('#'); hash >= 0; hash = text.indexOf('#', hash + 1)) {
      int from = hash;
      while (from > 0 && isPartOfName(text.charAt(from - 1))) {
        from--;
      }
      boolean isPattern = from > 0 && text.charAt(from - 1) == '*';
      if (from < hash && !isPattern) {
        names.add(text.substring(from, hash));
      }
    }
  }

  /** Of a simple name: a dot ends it, and so does the star of a pattern. */
  private static boolean isPartOfName(char c) {
    return Character.isJavaIdentifierPart(c);
  }

  private static String text(File file) {
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
