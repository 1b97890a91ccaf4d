package io.athena.apm.premain;

import java.util.HashSet;
import java.util.Set;

/**
 * The super types and annotations that rules ask for, in their text: {@code implements:
 * com.acme.Scanner}. One that is written in any other way, or is a pattern, is not found but told.
 */
final class SelectorTypes {

  private static final String[] KEYS = {"annotated", "implements", "extends"};
  private static final String AFTER = " \t\r\n,}'\"";

  private final Set<String> names = new HashSet<String>();
  private boolean all = true;

  /** Adds those of a file; whether there were any. */
  boolean add(String text) {
    boolean any = false;
    for (String key : KEYS) {
      for (int at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
        any |= add(text, at + key.length());
      }
    }
    return any;
  }

  private boolean add(String text, int place) {
    String type = type(text, place);
    if (type == null) {
      all = false;
      return false;
    }
    names.add(type);
    return true;
  }

  /** The one that is written after its key; null where there is none. */
  private static String type(String text, int place) {
    int colon = skip(text, place, " '\"");
    if (colon == text.length() || text.charAt(colon) != ':') {
      return null;
    }
    int from = skip(text, colon + 1, " '\"");
    int end = Names.end(text, from);
    boolean ended = end == text.length() || AFTER.indexOf(text.charAt(end)) >= 0;
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

  /** Binary names. */
  Set<String> names() {
    return names;
  }

  /** Whether there are no others. */
  boolean areAll() {
    return all;
  }
}
