package io.athena.apm.command.statsd;

import java.util.SortedMap;
import java.util.stream.Collectors;

/** A line: a metric or, in DogStatsD, an event or the state of a service check. */
public sealed interface Message permits StatsdLine, Event, ServiceCheck {

  /** The metric, the title of the event or the name of the service check. */
  String name();

  /** Sorted by key; a tag without a colon has the value "". */
  SortedMap<String, String> tags();

  /** The type on the wire: that of a metric, {@code _e} or {@code _sc}. */
  String symbol();

  /** The tags as DogStatsD writes them: {@code key:value}, or key alone. */
  default String tagText() {
    return tags().entrySet().stream()
        .map(tag -> tag.getValue().isEmpty() ? tag.getKey() : tag.getKey() + ":" + tag.getValue())
        .collect(Collectors.joining(","));
  }

  /** Identifies the series: equal for lines of the same name, tags and type. */
  default String series() {
    return name() + "{" + tagText() + "} " + symbol();
  }
}
