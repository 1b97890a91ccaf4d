package io.athena.apm.premain;

import java.util.ArrayList;
import java.util.List;

/**
 * Patterns of class names such as {@code com.acme.**.*Scanner}, by what stands before their first
 * star and after their last: more classes than they mean, told without a look between.
 */
final class NamePatterns {

  private final List<String> starts = new ArrayList<String>();
  private final List<String> ends = new ArrayList<String>();

  /** Adds one. False where it says neither how names begin nor how they end. */
  boolean add(String pattern) {
    String start = pattern.substring(0, pattern.indexOf('*')).replace('.', '/');
    String end = pattern.substring(pattern.lastIndexOf('*') + 1);
    starts.add(start);
    ends.add(end);
    return !start.isEmpty() || !end.isEmpty();
  }

  /** Whether one may mean a class, by its internal name. */
  boolean mayMean(String name) {
    for (int i = 0; i < starts.size(); i++) {
      if (name.startsWith(starts.get(i)) && name.endsWith(ends.get(i))) {
        return true;
      }
    }
    return false;
  }
}
