package io.athena.apm.command.statsd;

import static java.util.Comparator.comparing;

import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What makes a series: two lines that agree in all three add up. */
record SeriesKey(String name, SortedMap<String, String> tags, MetricType type)
    implements Comparable<SeriesKey> {

  static SeriesKey of(StatsdLine line) {
    return new SeriesKey(line.name(), line.tags(), line.type());
  }

  boolean matches(String wantedName, Map<String, String> wantedTags) {
    return name.equals(wantedName) && tags.entrySet().containsAll(wantedTags.entrySet());
  }

  /** As DogStatsD writes them: key:value, or key alone. */
  String tagText() {
    return tags.entrySet().stream()
        .map(tag -> tag.getValue().isEmpty() ? tag.getKey() : tag.getKey() + ":" + tag.getValue())
        .collect(Collectors.joining(","));
  }

  @Override
  public int compareTo(SeriesKey other) {
    return comparing(SeriesKey::name)
        .thenComparing(SeriesKey::tagText)
        .thenComparing(SeriesKey::type)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return name + "{" + tagText() + "} " + type.symbol();
  }
}
