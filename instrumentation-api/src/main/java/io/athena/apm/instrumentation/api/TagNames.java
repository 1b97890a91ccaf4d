package io.athena.apm.instrumentation.api;

import io.athena.apm.metrics.Cell;
import io.athena.apm.metrics.Family;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The names of tags in the order in which some line of the application gives them, and where the
 * value of each stands once they are sorted. So lines that give the same tags in another order
 * share their series, and finding one allocates nothing.
 */
final class TagNames {

  private final String[] given;
  private final List<String> sorted;
  private final int[] positions;

  private TagNames(String[] given, Map<String, Integer> positions) {
    this.given = given;
    this.sorted = List.copyOf(positions.keySet());
    this.positions = positions.values().stream().mapToInt(Integer::intValue).toArray();
  }

  /** The names of these pairs; the last of several of one name counts. */
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

  /** The names as a metric has them, followed by names that the agent adds. */
  List<String> and(String... added) {
    List<String> names = new ArrayList<>(sorted);
    names.addAll(Arrays.asList(added));
    return names;
  }

  /**
   * The cell of these pairs, which {@link #fit}, and of the values of up to two added names.
   *
   * @param family of a metric with the tags that {@link #and} returned
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
