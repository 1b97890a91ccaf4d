package io.athena.apm.command.statsd;

import java.util.List;
import java.util.SortedMap;

/**
 * A metric, read by {@link Dialect#parse}.
 *
 * @param name the metric
 * @param tags sorted by key; a tag without a colon has the value ""
 * @param type the type, the same for all samples
 * @param samples at least one
 */
public record StatsdLine(
    String name, SortedMap<String, String> tags, MetricType type, List<Sample> samples)
    implements Message {

  @Override
  public String symbol() {
    return type.symbol();
  }
}
