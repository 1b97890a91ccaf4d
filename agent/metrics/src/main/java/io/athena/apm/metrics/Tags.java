package io.athena.apm.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The keys and values that identify a series of a metric: sorted by key, immutable. */
public final class Tags {

  /** No tags. */
  public static final Tags NONE = new Tags(new String[0]);

  /** The tags of the series that takes all values after a metric has reached its limit. */
  public static final Tags OVERFLOW = of("overflow", "true");

  private final String[] pairs;
  private final int hash;

  private Tags(String[] pairs) {
    this.pairs = pairs;
    this.hash = Arrays.hashCode(pairs);
  }

  /** Tags from key, value, key, value; a later pair of a key wins. Throws if a value is missing. */
  public static Tags of(String... pairs) {
    if (pairs.length % 2 != 0) {
      throw new IllegalArgumentException("a key without a value: " + Arrays.toString(pairs));
    }
    return of(new Tags(pairs).toMap());
  }

  /** Tags from a map. */
  public static Tags of(Map<String, String> values) {
    String[] pairs = new String[values.size() * 2];
    int i = 0;
    for (Map.Entry<String, String> entry : new TreeMap<>(values).entrySet()) {
      pairs[i++] = entry.getKey();
      pairs[i++] = entry.getValue();
    }
    return new Tags(pairs);
  }

  /** Tags from keys and as many values, in the same order. */
  public static Tags of(List<String> keys, String[] values) {
    String[] pairs = new String[keys.size() * 2];
    for (int i = 0; i < keys.size(); i++) {
      pairs[2 * i] = keys.get(i);
      pairs[2 * i + 1] = values[i];
    }
    return of(pairs);
  }

  /** The number of pairs. */
  public int size() {
    return pairs.length / 2;
  }

  /** The value of a key; null for none. */
  public String get(String key) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(key)) {
        return pairs[i + 1];
      }
    }
    return null;
  }

  /** The key of the i-th pair, in the order of the keys. */
  public String key(int i) {
    return pairs[2 * i];
  }

  /** The value of the i-th pair. */
  public String value(int i) {
    return pairs[2 * i + 1];
  }

  /** A new map of keys and values, sorted by key. */
  public Map<String, String> toMap() {
    Map<String, String> map = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Tags tags && Arrays.equals(pairs, tags.pairs));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  /** {@code cache:sessions,library:caffeine}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      text.append(i == 0 ? "" : ",").append(pairs[i]).append(':').append(pairs[i + 1]);
    }
    return text.toString();
  }
}
