package io.athena.apm.rules;

import io.athena.apm.core.text.Excerpt;
import io.athena.apm.metrics.MetricType;
import io.athena.apm.metrics.Unit;
import io.athena.apm.rules.values.ValuePath;
import io.athena.apm.rules.values.ValueRoot;

/** Checks that the parts of a metric fit together. */
final class MetricChecks {

  private MetricChecks() {}

  /** Checks that everything is present that the type of metric requires. */
  static void checkParts(YamlMap map, String key, Problems problems) {
    if (!key.equals("count") && map.lacks("value")) {
      problems.add(map.line(key), "a " + key + " needs 'value', the path to a number");
    }
    if (key.equals("gauge") && map.has("each")) {
      problems.add(map.line("each"), "a gauge has one value and no 'each'");
    }
  }

  /** Refuses ratios in whole numbers: they would usually be rounded to 0. */
  private static void checkUnit(YamlMap map, MetricRule metric, Problems problems) {
    boolean whole = metric.type() != null && metric.type() != MetricType.GAUGE;
    if (whole && metric.unit() == Unit.RATIO) {
      String kind = MetricReader.type(metric.type());
      problems.add(
          map.line("unit"),
          "a " + kind + " keeps whole numbers, which a ratio is not; a gauge takes it");
    }
  }

  /** Checks what depends on several parts. */
  static void check(YamlMap map, MetricRule metric, Problems problems) {
    if (metric.tags().size() > MetricRule.MOST_TAGS) {
      problems.add(
          metric.origin().line(),
          "a metric has at most "
              + MetricRule.MOST_TAGS
              + " tags, and with those of the rule here are "
              + metric.tags().size());
    }
    checkUnit(map, metric, problems);
    checkRoots(map, metric, problems);
    if (!map.has("each")) {
      TagsReader.checkItems(metric.tags(), "this metric", problems);
    }
  }

  private static void checkRoots(YamlMap map, MetricRule metric, Problems problems) {
    if (!map.has("each")) {
      checkNoItem(map, "value", metric.value(), problems);
      for (Condition condition : metric.conditions()) {
        checkNoItem(map, condition.wanted() ? "when" : "unless", condition.path(), problems);
      }
    }
    checkNoItem(map, "each", metric.each(), problems);
    checkChange(map, metric.onChange(), problems);
  }

  private static void checkChange(YamlMap map, ValuePath change, Problems problems) {
    if (change != null && change.root() != ValueRoot.THIS && change.root() != ValueRoot.ARG) {
      problems.add(
          map.line("on-change"),
          "'on-change' looks before and after the call, so its path begins at this or at an"
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
