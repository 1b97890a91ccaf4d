package io.athena.apm.command.statsd;

import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** What makes a series: two lines that agree in all three add up. */
record SeriesKey(String name, SortedMap<String, String> tags, MetricType type) {

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
  public String toString() {
    return name + "{" + tagText() + "} " + type.symbol();
  }
}
