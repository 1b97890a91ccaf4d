package io.athena.apm.premain;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The simple names of the classes that the operator's rules name, without reading YAML: whatever
 * stands before a {@code #} as a class does in {@code com.acme.Scanner#scan}. Such a class waits in
 * the gate until the engine has read the rules, so that no call of it is missed.
 *
 * <p>A name too many makes a class wait for nothing. A pattern without a simple name is left out,
 * and so are classes that a rule means by what they implement: those are woven once the rules are
 * read, which then is at once; those that are loaded by then again.
 */
final class RuleNames implements Predicate<String> {

  /** What the engine reads of a file at most. */
  private static final int MOST_BYTES = 1 << 20;

  /** What in a file may mean more than the classes it names; a backslash writes what it likes. */
  private static final String[] MORE = {"annotated", "implements", "extends", "enabled", "\\"};

  private final Set<String> names = new HashSet<String>();
  private boolean all = true;

  private RuleNames() {}

  /**
   * The names in some files.
   *
   * @param files their paths with commas between them; a file that can't be read has no names, and
   *     the engine says what is wrong with it
   */
  static RuleNames in(String files) {
    RuleNames found = new RuleNames();
    for (String file : files.split(",", -1)) {
      if (!file.trim().isEmpty()) {
        found.add(text(new File(file.trim())));
      }
    }
    return found;
  }

  /** The names in a file's text. */
  static RuleNames of(String text) {
    RuleNames found = new RuleNames();
    found.add(text);
    return found;
  }

  /** Simple names of classes. */
  Set<String> names() {
    return names;
  }

  /**
   * Whether the rules are for no classes but these, so that nobody has to read them before. A file
   * without any is probably a mistake, which is told soon.
   */
  boolean areAll() {
    return all;
  }

  /** Whether a rule names a class, by its binary name, in any package and in any class. */
  @Override
  public boolean test(String name) {
    String simpleName = name.substring(name.lastIndexOf('.') + 1);
    return names.contains(simpleName)
        || names.contains(simpleName.substring(simpleName.lastIndexOf('$') + 1));
  }

  private void add(String text) {
    boolean any = false;
    for (String more : MORE) {
      all &= !text.contains(more);
    }
    for (int hash = text.indexOf('#'); hash >= 0; hash = text.indexOf('#', hash + 1)) {
      int end = hash;
      while (end > 0 && text.charAt(end - 1) == ' ') {
        end--;
      }
      int from = end;
      while (from > 0 && isPartOfName(text.charAt(from - 1))) {
        from--;
      }
      boolean isPattern = from > 0 && text.charAt(from - 1) == '*';
      if (isPattern) {
        all = false;
      } else if (from < end) {
        names.add(text.substring(from, end));
        any = true;
      }
    }
    all &= any;
  }

  /** Of a simple name: a dot ends it, and so does the star of a pattern. */
  private static boolean isPartOfName(char c) {
    return Character.isJavaIdentifierPart(c) || c == '-';
  }

  /** Of regular files only: opening a pipe waits for a writer, and this is the main thread. */
  private static String text(File file) {
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
