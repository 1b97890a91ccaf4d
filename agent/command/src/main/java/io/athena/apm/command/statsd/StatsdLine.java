package io.athena.apm.command.statsd;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A line that keeps all rules of its dialect, as {@link Dialect#parse} read it.
 *
 * @param name the metric
 * @param tags sorted by key; a tag without a colon has the value ""
 * @param type the type, the same for all samples
 * @param samples at least one
 */
public record StatsdLine(
    String name, SortedMap<String, String> tags, MetricType type, List<Sample> samples)
    implements Message {

  /** Copies the collections. */
  public StatsdLine {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    samples = List.copyOf(samples);
  }

  @Override
  public String symbol() {
    return type.symbol();
  }
}
