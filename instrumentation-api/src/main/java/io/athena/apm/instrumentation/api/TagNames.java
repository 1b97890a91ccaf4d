package io.athena.apm.instrumentation.api;

import io.athena.apm.metrics.Cell;
import io.athena.apm.metrics.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names of tags in the order in which a line of the application gives them, and the position of
 * each value after sorting by name. So lines that give the same tags in another order share their
 * series, and finding a series allocates nothing. Immutable.
 */
final class TagNames {

  static final String[] NONE = {};

  private final String[] given;
  private final List<String> sorted;
  private final int[] positions;

  private TagNames(String[] given, Map<String, Integer> positions) {
    this.given = given;
    this.sorted = List.copyOf(positions.keySet());
    this.positions = positions.values().stream().mapToInt(Integer::intValue).toArray();
  }

  /**
   * The pairs, name, value, name, value, that can be reported, at most {@code most} of them: the
   * same array where all can.
   */
  static String[] usable(int most, String... pairs) {
    if (pairs == null) {
      return NONE;
    }
    boolean allUsable = pairs.length % 2 == 0 && pairs.length <= 2 * most;
    for (int i = 0; allUsable && i < pairs.length; i += 2) {
      allUsable = isUsable(pairs[i], pairs[i + 1]);
    }
    return allUsable ? pairs : onlyUsable(most, pairs);
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

  /** The names of these pairs. Of several tags with one name the last value counts. */
  static TagNames of(String... pairs) {
    String[] given = new String[pairs.length / 2];
    Map<String, Integer> positions = new TreeMap<>();
    for (int i = 0; i < given.length; i++) {
      given[i] = pairs[2 * i];
      positions.put(given[i], 2 * i + 1);
    }
    return new TagNames(given, positions);
  }

  /** Whether these pairs have the same names in the same order. */
  boolean fit(String... pairs) {
    boolean fit = pairs.length == 2 * given.length;
    for (int i = 0; fit && i < given.length; i++) {
      fit = given[i].equals(pairs[2 * i]);
    }
    return fit;
  }

  /** The sorted names, followed by names that the agent adds. */
  List<String> and(String... added) {
    List<String> names = new ArrayList<>(sorted);
    names.addAll(Arrays.asList(added));
    return names;
  }

  /**
   * The cell of these pairs, which {@link #fit}, and of the values of up to two added names. The
   * family has the tags that {@link #and} returned.
   */
  <C extends Cell> C cell(Family<C> family, String first, String second, String... pairs) {
    return family.get(
        value(0, first, second, pairs),
        value(1, first, second, pairs),
        value(2, first, second, pairs),
        value(3, first, second, pairs),
        value(4, first, second, pairs),
        value(5, first, second, pairs));
  }

  private String value(int tag, String first, String second, String... pairs) {
    if (tag < positions.length) {
      return pairs[positions[tag]];
    }
    return tag == positions.length ? first : tag == positions.length + 1 ? second : null;
  }
}
