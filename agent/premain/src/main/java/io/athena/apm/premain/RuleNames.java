package io.athena.apm.premain;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * What the operator's rules mean, without reading YAML: whatever stands before a {@code #} as a
 * class does in {@code com.acme.Scanner#scan}, and the super types and annotations that they ask
 * for, as in {@code implements: com.acme.Scanner}.
 *
 * <p>A class whose simple name is written out waits in the gate until the engine has read the
 * rules, so that no call of it is missed; a name too many makes a class wait for nothing. Any other
 * that a rule may mean has the engine read them when it comes. Where this text does not tell which
 * those are, they are read at once.
 */
/*
 * Why it does all of it
 *
 * Each class is a quarter of a millisecond that main waits for, and all the looking through a file
 * is a twentieth.
 */
final class RuleNames {

  /** What the engine reads of a file at most. */
  private static final int MOST_BYTES = 1 << 20;

  private static final String[] SELECTORS = {"annotated", "implements", "extends"};

  /**
   * What in a file may mean more than it says: a backslash writes what it likes, and what YAML
   * takes for a space (U+0085), Java takes for a part of a name.
   */
  private static final String[] MORE = {"enabled", "\\", "\u0085"};

  private final Set<String> names = new HashSet<String>();
  private final Set<String> types = new HashSet<String>();
  private final HandedOver handedOver = new HandedOver();
  private boolean everyClass;
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

  /** Binary names of super types and annotations. */
  Set<String> types() {
    return types;
  }

  /** Classes of which only a part of the name is told, or a type. */
  HandedOver handedOver() {
    return handedOver;
  }

  /**
   * Whether the rules are for no classes but those with one of these names, or with one of these
   * types, so that nobody has to read them before. A file without any is probably a mistake, which
   * is told soon.
   */
  boolean areAll() {
    return all && !(everyClass && types.isEmpty());
  }

  private void add(String text) {
    boolean any = addTypes(text);
    for (String more : MORE) {
      all &= !text.contains(more);
    }
    for (int hash = text.indexOf('#'); hash >= 0; hash = text.indexOf('#', hash + 1)) {
      any |= addName(nameBefore(text, hash));
    }
    all &= any;
  }

  /** Whether it is one. */
  private boolean addName(String type) {
    String simpleName = type.substring(type.lastIndexOf('.') + 1);
    if (simpleName.isEmpty()) {
      return false;
    }
    if (simpleName.indexOf('*') < 0) {
      names.add(simpleName);
    } else if (isEveryClass(type)) {
      everyClass = true;
    } else {
      all &= handedOver.add(type);
    }
    return true;
  }

  /** Whether a pattern is {@code *}, {@code **}, or the same of several segments. */
  private static boolean isEveryClass(String pattern) {
    return skip(pattern, 0, "*.") == pattern.length();
  }

  /** Whether there are any. One that is written in another way, or is a pattern, is not found. */
  private boolean addTypes(String text) {
    boolean any = false;
    for (String key : SELECTORS) {
      for (int at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
        String type = typeAfter(text, at + key.length());
        if (type == null) {
          all = false;
        } else {
          types.add(type);
          handedOver.addForeign();
          any = true;
        }
      }
    }
    return any;
  }

  /** The name that ends at a place, white space apart; empty where there is none. */
  private static String nameBefore(String text, int place) {
    int end = place;
    while (end > 0 && text.charAt(end - 1) <= ' ') {
      end--;
    }
    int from = end;
    while (from > 0 && isPartOfName(text.charAt(from - 1))) {
      from--;
    }
    return text.substring(from, end);
  }

  /**
   * The type behind a key, and the quotes around either; null where there is none, or a pattern.
   */
  private static String typeAfter(String text, int place) {
    int colon = skip(text, place, " '\"");
    if (colon == text.length() || text.charAt(colon) != ':') {
      return null;
    }
    int from = skip(text, colon + 1, " '\"");
    int end = from;
    while (end < text.length() && isPartOfName(text.charAt(end))) {
      end++;
    }
    boolean ended = end == text.length() || skip(text, end, " \t\r\n,}'\"") > end;
    String type = text.substring(from, end);
    return !ended || type.isEmpty() || type.indexOf('*') >= 0 ? null : type;
  }

  private static int skip(String text, int place, String characters) {
    int at = place;
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /** Of any alphabet, with dots, stars and dashes. */
  private static boolean isPartOfName(char c) {
    return Character.isJavaIdentifierPart(c) || c == '-' || c == '.' || c == '*';
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
