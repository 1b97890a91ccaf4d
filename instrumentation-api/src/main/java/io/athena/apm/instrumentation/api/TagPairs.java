package io.athena.apm.instrumentation.api;

import java.util.ArrayList;
import java.util.List;

/** Tags as applications give them: name, value, name, value. */
final class TagPairs {

  static final String[] NONE = {};

  private TagPairs() {}

  /**
   * The pairs that can be reported: the same array where all can.
   *
   * @param most how many there may be
   */
  static String[] usable(int most, String... pairs) {
    if (pairs == null) {
      return NONE;
    }
    return isUsable(most, pairs) ? pairs : onlyUsable(most, pairs);
  }

  private static boolean isUsable(int most, String... pairs) {
    boolean usable = pairs.length % 2 == 0 && pairs.length <= 2 * most;
    for (int i = 0; usable && i < pairs.length; i += 2) {
      usable = isUsable(pairs[i], pairs[i + 1]);
    }
    return usable;
  }

  static boolean isUsable(String name, String value) {
    return name != null && !name.isEmpty() && value != null;
  }

  private static String[] onlyUsable(int most, String... pairs) {
    List<String> usable = new ArrayList<>();
    for (int i = 0; i + 1 < pairs.length && usable.size() < 2 * most; i += 2) {
      if (isUsable(pairs[i], pairs[i + 1])) {
        usable.add(pairs[i]);
        usable.add(pairs[i + 1]);
      }
    }
    return usable.toArray(NONE);
  }
}
