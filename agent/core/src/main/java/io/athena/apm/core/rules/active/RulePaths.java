package io.athena.apm.core.rules.active;

import io.athena.apm.core.rules.Condition;
import io.athena.apm.core.rules.MetricRule;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.TagRule;
import io.athena.apm.core.rules.TagValue;
import io.athena.apm.core.values.ValuePath;
import io.athena.apm.core.values.ValueRoot;
import java.util.ArrayList;
import java.util.List;

/** All that a rule reads. */
final class RulePaths {

  private RulePaths() {}

  static List<ValuePath> of(Rule rule) {
    List<ValuePath> paths = new ArrayList<>();
    addTags(rule.tags(), paths);
    for (MetricRule metric : rule.metrics()) {
      paths.addAll(of(metric));
    }
    return paths;
  }

  static List<ValuePath> of(MetricRule metric) {
    List<ValuePath> paths = new ArrayList<>();
    add(metric.value(), paths);
    add(metric.each(), paths);
    add(metric.onChange(), paths);
    for (Condition condition : metric.conditions()) {
      paths.add(condition.path());
    }
    addTags(metric.tags(), paths);
    return paths;
  }

  static boolean readsError(MetricRule metric) {
    for (ValuePath path : of(metric)) {
      if (path.root() == ValueRoot.ERROR) {
        return true;
      }
    }
    return false;
  }

  private static void addTags(List<TagRule> tags, List<ValuePath> paths) {
    for (TagRule tag : tags) {
      if (tag.value() instanceof TagValue.Read read) {
        paths.add(read.path());
      }
    }
  }

  private static void add(ValuePath path, List<ValuePath> paths) {
    if (path != null) {
      paths.add(path);
    }
  }
}
