package io.athena.apm.core.rules;

import io.athena.apm.core.metrics.MetricType;
import io.athena.apm.core.metrics.Unit;
import io.athena.apm.core.values.ValuePath;
import java.util.List;

/**
 * One metric of a rule.
 *
 * @param origin its first line
 * @param value what is recorded; null for a count of 1
 * @param each it is recorded for each item of this; null for once
 * @param conditions it is recorded where all of these hold
 * @param onChange it is recorded where this differs before and after the call; null for always
 * @param tags its own and those of the rule that it does not replace, by key
 */
public record MetricRule(
    Origin origin,
    MetricType type,
    String name,
    ValuePath value,
    Unit unit,
    ValuePath each,
    List<Condition> conditions,
    ValuePath onChange,
    List<TagRule> tags) {

  /** At most so many tags. */
  public static final int MOST_TAGS = 6;

  /** A metric, its lists copied. */
  public MetricRule {
    conditions = List.copyOf(conditions);
    tags = List.copyOf(tags);
  }
}
