package io.athena.apm.rules;

import io.athena.apm.rules.values.ValuePath;
import io.athena.apm.rules.values.ValueRoot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.Node;

/** Parses one rule. */
final class RuleReader {

  static final Set<String> KEYS = keys();

  private final Problems problems;

  RuleReader(Problems problems) {
    this.problems = problems;
  }

  /** The keys of a rule include those of a metric, since one metric may be in the rule itself. */
  private static Set<String> keys() {
    Set<String> keys = new TreeSet<>(MetricReader.KEYS);
    keys.addAll(Set.of("method", "implements", "extends", "annotated", "innermost"));
    keys.addAll(Set.of("as", "span", "tags", "metrics"));
    return keys;
  }

  /** Returns null if the rule has a problem. */
  Rule read(Node node) {
    int before = problems.count();
    YamlMap map = YamlMap.of(node, "a rule", KEYS, problems);
    if (map == null) {
      return null;
    }
    TargetReader targets = new TargetReader(map, problems);
    List<Selector> selectors = targets.selectors();
    List<MethodPattern> methods = targets.methods();
    boolean innermost = map.is("innermost", false);
    MethodRole role = map.parsed("as", MethodRole::parse);
    String span = map.parsed("span", text -> MetricNames.checked("span", text));
    List<TagRule> tags = new TagsReader(problems).read(map);
    List<MetricRule> metrics = metrics(map, tags);
    checkMeasures(map);
    if (map.has("span")) {
      TagsReader.checkSpan(map, tags, problems);
    }
    targets.checkConstructors(methods, metrics);
    Origin origin = problems.at(map.line());
    List<TagRule> spanTags = span == null ? List.of() : tags;
    Rule rule = new Rule(origin, methods, selectors, innermost, role, span, spanTags, metrics);
    checkArguments(rule);
    return problems.count() == before ? rule : null;
  }

  private void checkArguments(Rule rule) {
    Set<String> arguments = new LinkedHashSet<>();
    for (ValuePath path : rule.paths()) {
      if (path.root() == ValueRoot.ARG) {
        arguments.add(path.root().word() + path.argument());
      }
    }
    if (arguments.size() > Rule.MOST_ARGUMENTS) {
      problems.add(
          rule.origin().line(),
          "a rule reads at most %s different arguments, and this one reads %s"
              .formatted(Rule.MOST_ARGUMENTS, String.join(", ", arguments)));
    }
  }

  private List<MetricRule> metrics(YamlMap map, List<TagRule> tags) {
    List<MetricRule> metrics = new ArrayList<>();
    MetricReader reader = new MetricReader(tags, problems);
    if (MetricReader.isMetric(map)) {
      metrics.add(reader.read(map, List.of()));
    } else if (map.lacks("count", "histogram", "gauge")) {
      checkNoPartOfAMetric(map);
    }
    for (Node node : map.items("metrics")) {
      YamlMap metric = YamlMap.of(node, "a metric", MetricReader.KEYS_WITH_TAGS, problems);
      if (metric != null) {
        metrics.add(reader.read(metric, new TagsReader(problems).read(metric)));
      }
    }
    return metrics.contains(null) ? List.of() : metrics;
  }

  private void checkNoPartOfAMetric(YamlMap map) {
    for (String key : map.keys()) {
      if (MetricReader.KEYS.contains(key)) {
        problems.add(
            map.line(key),
            "'%s' belongs to a metric, and the rule itself has no count, histogram or gauge"
                .formatted(key));
      }
    }
  }

  private void checkMeasures(YamlMap map) {
    boolean metric = MetricReader.isMetric(map);
    if (metric && map.has("metrics")) {
      problems.add(
          map.line("metrics"), "a rule has either a metric of its own or 'metrics', not both");
    }
    if (!metric && map.lacks("metrics", "span", "as")) {
      problems.add(
          map.line(),
          "a rule needs at least one of 'span', 'count', 'histogram', 'gauge' and 'as'");
    }
  }
}
