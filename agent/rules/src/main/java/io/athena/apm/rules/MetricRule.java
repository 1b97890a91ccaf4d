package io.athena.apm.rules;

import io.athena.apm.metrics.MetricType;
import io.athena.apm.metrics.Unit;
import io.athena.apm.rules.values.ValuePath;
import io.athena.apm.rules.values.ValueRoot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One metric of a rule.
 *
 * @param origin its first line
 * @param value the number to record; null for a count of 1
 * @param each the metric is recorded for each item of this; null to record it once
 * @param conditions the metric is recorded if all are met
 * @param onChange the metric is recorded if this differs before and after the call; null for always
 * @param tags its own, and those of the rule with other keys
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

  /** The maximum number of tags. */
  public static final int MOST_TAGS = 6;

  /** Copies the lists. */
  public MetricRule {
    conditions = List.copyOf(conditions);
    tags = List.copyOf(tags);
  }

  List<ValuePath> paths() {
    List<ValuePath> paths = new ArrayList<>(Arrays.asList(value, each, onChange));
    for (Condition condition : conditions) {
      paths.add(condition.path());
    }
    for (TagRule tag : tags) {
      paths.add(tag.path());
    }
    paths.removeIf(Objects::isNull);
    return paths;
  }

  /** Whether it reads the exception. */
  public boolean readsError() {
    for (ValuePath path : paths()) {
      if (path.root() == ValueRoot.ERROR) {
        return true;
      }
    }
    return false;
  }

  /** See {@link Rule#content}. */
  List<Object> content() {
    List<Object> content = new ArrayList<>(Arrays.asList(type, name, value, unit, each, onChange));
    for (Condition condition : conditions) {
      content.addAll(Arrays.asList(condition.path(), condition.literal(), condition.wanted()));
    }
    for (TagRule tag : tags) {
      content.add(tag.content());
    }
    return content;
  }
}
