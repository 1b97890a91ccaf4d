package io.athena.apm.core.text;

import java.util.Collection;
import java.util.TreeSet;

/** Finds the most similar existing name for a name that does not exist. */
public final class NearestName {

  /** Longer names are not compared: it takes long, and they are not typing errors. */
  private static final int LONGEST = 200;

  private NearestName() {}

  /**
   * The nearest of several names; of two equally near names the first in alphabetical order.
   *
   * @return empty where more than half of the characters differ
   */
  public static String of(String name, Collection<String> names) {
    String nearest = "";
    int least = Integer.MAX_VALUE;
    for (String candidate : new TreeSet<>(names)) {
      int distance = name.length() > LONGEST ? Integer.MAX_VALUE : distance(name, candidate, least);
      if (distance < least && 2 * distance <= Math.max(name.length(), candidate.length())) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** The end of a sentence that names the nearest of several names; empty where none is near. */
  public static String hint(String name, Collection<String> names) {
    String nearest = of(name, names);
    return nearest.isEmpty() ? "" : "; nearest: " + nearest;
  }

  /** The Levenshtein distance: insertions, deletions and replacements, ignoring case. */
  private static int distance(String a, String b, int least) {
    if (Math.abs(a.length() - b.length()) >= least) {
      return least;
    }
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (isSame(a.charAt(i - 1), b.charAt(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }

  private static boolean isSame(char a, char b) {
    return Character.toLowerCase(a) == Character.toLowerCase(b);
  }
}
