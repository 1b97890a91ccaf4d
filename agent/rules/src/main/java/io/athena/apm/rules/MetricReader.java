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

  /** The keys of a metric without {@code tags}, which is a key of rules, too. */
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
    String name = key == null ? null : map.parsed(key, text -> MetricNames.checked(key, text));
    MetricRule metric =
        new MetricRule(
            problems.at(key == null ? map.line() : map.line(key)),
            key == null ? null : TYPES.get(key),
            name,
            map.parsed("value", ValuePath::parse),
            map.has("unit") ? map.parsed("unit", MetricReader::parseUnit) : Unit.COUNT,
            map.parsed("each", ValuePath::parse),
            conditions(map),
            map.parsed("on-change", ValuePath::parse),
            TagsReader.merged(tagsOfRule, own));
    MetricChecks.check(map, key, metric, problems);
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

  private List<Condition> conditions(YamlMap map) {
    List<Condition> conditions = new ArrayList<>();
    for (String key : List.of("when", "unless")) {
      boolean wanted = key.equals("when");
      YamlText written = map.text(key);
      Condition condition =
          written == null
              ? null
              : written.parsed(
                  text -> Condition.parse(problems.at(written.line()), text, wanted), problems);
      if (condition != null) {
        conditions.add(condition);
      }
    }
    return conditions;
  }

  private static Unit parseUnit(String text) {
    Unit unit = UNITS.get(text);
    if (unit == null) {
      String units = String.join(", ", new TreeSet<>(UNITS.keySet()));
      String hint = NearestName.hint(text, UNITS.keySet());
      throw new IllegalArgumentException(
          "unit %s is not one of %s%s".formatted(Excerpt.of(text), units, hint));
    }
    return unit;
  }
}
