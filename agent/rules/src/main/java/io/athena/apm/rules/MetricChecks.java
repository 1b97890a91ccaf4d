package io.athena.apm.rules;

import io.athena.apm.core.text.Excerpt;
import io.athena.apm.metrics.MetricType;
import io.athena.apm.metrics.Unit;
import io.athena.apm.rules.values.ValuePath;
import io.athena.apm.rules.values.ValueRoot;

/** Checks that the parts of a metric fit together. */
final class MetricChecks {

  private MetricChecks() {}

  /** The key gives the metric's type; null if there is none. */
  static void check(YamlMap map, String key, MetricRule metric, Problems problems) {
    if (key != null && !key.equals("count") && map.lacks("value")) {
      problems.add(map.line(key), "a " + key + " needs 'value', the path to a number");
    }
    if (metric.type() == MetricType.GAUGE && map.has("each")) {
      problems.add(map.line("each"), "a gauge has one value and no 'each'");
    }
    if (metric.unit() == Unit.RATIO && key != null && metric.type() != MetricType.GAUGE) {
      // It would usually be rounded to 0.
      problems.add(
          map.line("unit"), "a " + key + " keeps only whole numbers; record a ratio with a gauge");
    }
    if (metric.tags().size() > MetricRule.MOST_TAGS) {
      problems.add(
          metric.origin().line(),
          "a metric has at most %s tags, and this one has %s with those of the rule"
              .formatted(MetricRule.MOST_TAGS, metric.tags().size()));
    }
    checkRoots(map, metric, problems);
  }

  private static void checkRoots(YamlMap map, MetricRule metric, Problems problems) {
    checkNoItem(map, "each", metric.each(), problems);
    if (!map.has("each")) {
      checkNoItem(map, "value", metric.value(), problems);
      for (Condition condition : metric.conditions()) {
        checkNoItem(map, condition.wanted() ? "when" : "unless", condition.path(), problems);
      }
      TagsReader.checkItems(metric.tags(), "this metric", problems);
    }
    ValuePath change = metric.onChange();
    if (change != null && change.root() != ValueRoot.THIS && change.root() != ValueRoot.ARG) {
      problems.add(
          map.line("on-change"),
          "'on-change' compares before and after the call, so its path begins at this or at an"
              + " argument");
    }
  }

  private static void checkNoItem(YamlMap map, String key, ValuePath path, Problems problems) {
    if (path != null && path.root() == ValueRoot.ITEM) {
      problems.add(
          map.line(key),
          "path " + Excerpt.of(path.toString()) + " of '" + key + "' needs 'each' beside it");
    }
  }
}
