package io.athena.apm.rules;

import io.athena.apm.rules.values.ValuePath;
import io.athena.apm.rules.values.ValueRoot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The paths that a rule reads. */
public final class RulePaths {

  private RulePaths() {}

  /** Those of its span and of its metrics. */
  public static List<ValuePath> of(Rule rule) {
    List<ValuePath> paths = new ArrayList<>();
    addTags(rule.tags(), paths);
    for (MetricRule metric : rule.metrics()) {
      paths.addAll(of(metric));
    }
    return paths;
  }

  private static List<ValuePath> of(MetricRule metric) {
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

  /** Whether a metric reads the exception. */
  public static boolean readsError(MetricRule metric) {
    for (ValuePath path : of(metric)) {
      if (path.root() == ValueRoot.ERROR) {
        return true;
      }
    }
    return false;
  }

  /** The arguments that a rule reads, as roots of paths. */
  static Set<String> arguments(Rule rule) {
    Set<String> arguments = new LinkedHashSet<>();
    for (ValuePath path : of(rule)) {
      if (path.root() == ValueRoot.ARG) {
        arguments.add(path.root().word() + path.argument());
      }
    }
    return arguments;
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
