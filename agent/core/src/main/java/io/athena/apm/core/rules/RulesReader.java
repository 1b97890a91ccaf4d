package io.athena.apm.core.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads rules files. Finds all that is wrong, not just the first; a rule with a problem takes no
 * other rule with it. Never throws for what is in a file.
 */
public final class RulesReader {

  static final Set<String> KEYS = Set.of("enabled", "rules");

  private static final List<String> PARTS_OF_SPANS = List.of(".duration", ".total", ".error");

  private final Problems problems;
  private final Map<String, MetricRule> metrics = new HashMap<>();
  private final Set<String> ofSpans = new HashSet<>();

  private RulesReader(Problems problems) {
    this.problems = problems;
  }

  /** Reads a file of at most 1 MB. */
  public static RuleSet read(Path file) {
    Problems problems = new Problems(file.toString());
    String text = RuleText.read(file, problems);
    return text == null
        ? new RuleSet(file.toString(), true, List.of(), problems.byLine())
        : read(file.toString(), text, problems);
  }

  /**
   * Reads rules from text.
   *
   * @param file what messages call it
   */
  public static RuleSet read(String file, String yaml) {
    Problems problems = new Problems(file);
    if (yaml.length() > RuleText.MOST_BYTES) {
      RuleText.tooLong(problems);
      return new RuleSet(file, true, List.of(), problems.byLine());
    }
    return read(file, yaml, problems);
  }

  private static RuleSet read(String file, String yaml, Problems problems) {
    Node document = YamlDocument.read(yaml, problems);
    YamlMap map = null;
    if (document != null) {
      map = YamlMap.of(document, "the file", KEYS, problems);
    } else if (problems.count() == 0) {
      // Told, because a file that is just being written is empty for a moment.
      problems.add(1, "the file is empty; no rules are written 'rules: []'");
    }
    return new RulesReader(problems).read(file, map);
  }

  private RuleSet read(String file, YamlMap map) {
    boolean enabled = true;
    List<Rule> rules = new ArrayList<>();
    if (map != null) {
      enabled = enabled(map);
      rules = rules(map);
      if (!map.has("rules") && !map.has("enabled") && problems.count() == 0) {
        problems.add(map.line(), "the file has neither 'rules' nor 'enabled'");
      }
    }
    return new RuleSet(file, enabled, rules, problems.byLine());
  }

  private boolean enabled(YamlMap map) {
    if (!map.has("enabled")) {
      return true;
    }
    String written = YamlText.scalar(map.node("enabled"));
    if (!"true".equals(written) && !"false".equals(written)) {
      problems.add(map.line("enabled"), "'enabled' must be true or false");
    }
    return !"false".equals(written);
  }

  private List<Rule> rules(YamlMap map) {
    List<Rule> rules = new ArrayList<>();
    for (Node node : map.items("rules")) {
      int before = problems.count();
      Rule rule = new RuleReader(problems).read(node);
      if (rule != null) {
        checkSpan(rule);
        rule.metrics().forEach(this::checkSame);
      }
      if (problems.count() == before) {
        rules.add(rule);
      }
    }
    return rules;
  }

  /** What a span records under its name is recorded by nothing else. */
  private void checkSpan(Rule rule) {
    for (String part : rule.span() == null ? List.<String>of() : PARTS_OF_SPANS) {
      String name = rule.span() + part;
      ofSpans.add(name);
      MetricRule metric = metrics.get(name);
      if (metric != null) {
        problems.add(
            rule.origin().line(),
            "span '"
                + rule.span()
                + "' records '"
                + name
                + "', and so does line "
                + metric.origin().line());
      }
    }
  }

  /** A name is one metric, wherever it is recorded. */
  private void checkSame(MetricRule metric) {
    if (ofSpans.contains(metric.name())) {
      problems.add(metric.origin().line(), "'" + metric.name() + "' is recorded by a span already");
    }
    MetricRule first = metrics.putIfAbsent(metric.name(), metric);
    if (first != null && (first.type() != metric.type() || first.unit() != metric.unit())) {
      problems.add(
          metric.origin().line(),
          "metric '"
              + metric.name()
              + "' is "
              + MetricReader.described(metric)
              + " here and "
              + MetricReader.described(first)
              + " in line "
              + first.origin().line());
    }
  }
}
