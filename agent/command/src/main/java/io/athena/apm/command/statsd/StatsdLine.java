package io.athena.apm.command.statsd;

import java.util.List;
import java.util.SortedMap;

/**
 * A metric, read by {@link Dialect#parse}. Its tags are sorted by key; one without a colon has the
 * value "". It has at least one sample, all of its type.
 */
public record StatsdLine(
    String name, SortedMap<String, String> tags, MetricType type, List<Sample> samples)
    implements Message {

  @Override
  public String symbol() {
    return type.symbol();
  }
}
