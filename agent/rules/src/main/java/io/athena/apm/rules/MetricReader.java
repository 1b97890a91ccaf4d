package io.athena.apm.rules;

import io.athena.apm.core.text.Excerpt;
import io.athena.apm.core.text.NearestName;
import io.athena.apm.metrics.MetricType;
import io.athena.apm.metrics.Unit;
import io.athena.apm.rules.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Parses one metric, from a rule itself or from its list of metrics. */
final class MetricReader {

  /** Without {@code tags}, which is a key of rules as well. */
  static final Set<String> KEYS =
      Set.of("count", "histogram", "gauge", "value", "unit", "each", "when", "unless", "on-change");

  static final Set<String> KEYS_WITH_TAGS = withTags();

  static final Map<String, MetricType> TYPES =
      new TreeMap<>(
          Map.of(
              "count", MetricType.COUNTER,
              "histogram", MetricType.HISTOGRAM,
              "gauge", MetricType.GAUGE));

  static final Map<String, Unit> UNITS =
      Map.of(
          "bytes", Unit.BYTES,
          "ratio", Unit.RATIO,
          "nanoseconds", Unit.NANOSECONDS,
          "milliseconds", Unit.MILLISECONDS);

  private final List<TagRule> tagsOfRule;
  private final Problems problems;

  MetricReader(List<TagRule> tagsOfRule, Problems problems) {
    this.tagsOfRule = tagsOfRule;
    this.problems = problems;
  }

  private static Set<String> withTags() {
    Set<String> keys = new TreeSet<>(KEYS);
    keys.add("tags");
    return keys;
  }

  static boolean isMetric(YamlMap map) {
    return map.has("count") || map.has("histogram") || map.has("gauge");
  }

  /** {@code a histogram of bytes}. */
  static String described(MetricRule metric) {
    String unit = metric.unit() == Unit.COUNT ? "" : " of " + unit(metric.unit());
    return "a " + type(metric.type()) + unit;
  }

  static String type(MetricType type) {
    return type == MetricType.COUNTER ? "count" : type.name().toLowerCase(Locale.ROOT);
  }

  private static String unit(Unit unit) {
    return unit.name().toLowerCase(Locale.ROOT);
  }

  /** Returns null if the metric has a problem. */
  MetricRule read(YamlMap map, List<TagRule> own) {
    int before = problems.count();
    String key = key(map);
    YamlText name = key == null ? null : map.text(key);
    if (name != null) {
      String problem = MetricNames.problem(key, name.text());
      if (problem != null) {
        problems.add(name.line(), problem);
      }
      MetricChecks.checkParts(map, key, problems);
    }
    MetricRule metric =
        new MetricRule(
            problems.at(key == null ? map.line() : map.line(key)),
            key == null ? null : TYPES.get(key),
            name == null ? null : name.text(),
            path(map, "value"),
            unit(map),
            path(map, "each"),
            conditions(map),
            path(map, "on-change"),
            TagsReader.merged(tagsOfRule, own));
    MetricChecks.check(map, metric, problems);
    return problems.count() == before ? metric : null;
  }

  /** The type of the metric; null if it has none or several. */
  private String key(YamlMap map) {
    String found = null;
    for (String key : TYPES.keySet()) {
      if (map.has(key) && found != null) {
        problems.add(
            map.line(key),
            "a metric is one of count, histogram and gauge, not " + found + " and " + key);
      }
      found = map.has(key) ? key : found;
    }
    if (map.lacks("count", "histogram", "gauge")) {
      problems.add(map.line(), "a metric needs one of count, histogram and gauge, with its name");
    }
    return found;
  }

  private ValuePath path(YamlMap map, String key) {
    YamlText text = map.text(key);
    try {
      return text == null ? null : ValuePath.parse(text.text());
    } catch (IllegalArgumentException bad) {
      problems.add(text.line(), bad.getMessage());
      return null;
    }
  }

  private List<Condition> conditions(YamlMap map) {
    List<Condition> conditions = new ArrayList<>();
    for (String key : List.of("when", "unless")) {
      YamlText text = map.text(key);
      try {
        if (text != null) {
          conditions.add(
              Condition.parse(problems.at(text.line()), text.text(), key.equals("when")));
        }
      } catch (IllegalArgumentException bad) {
        problems.add(text.line(), bad.getMessage());
      }
    }
    return conditions;
  }

  private Unit unit(YamlMap map) {
    YamlText text = map.text("unit");
    if (text == null) {
      return Unit.COUNT;
    }
    Unit unit = UNITS.get(text.text());
    if (unit == null) {
      problems.add(
          text.line(),
          "unit "
              + Excerpt.of(text.text())
              + " is not one of "
              + String.join(", ", new TreeSet<>(UNITS.keySet()))
              + NearestName.hint(text.text(), UNITS.keySet()));
      return Unit.COUNT;
    }
    return unit;
  }
}
