package io.athena.apm.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Parses rules files. Reports all problems, not just the first; a rule with a problem does not
 * affect other rules. Never throws because of a file's content.
 */
public final class RulesReader {

  static final Set<String> KEYS = Set.of("enabled", "rules");

  private final Problems problems;
  private final RecordedNames names = new RecordedNames();

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
   * @param file the name for messages
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
      // A problem, because a file is empty for a moment while it is written.
      problems.add(1, "the file is empty; no rules are written 'rules: []'");
    }
    return new RulesReader(problems).read(file, map);
  }

  private RuleSet read(String file, YamlMap map) {
    boolean enabled = true;
    List<Rule> rules = new ArrayList<>();
    if (map != null) {
      enabled = map.is("enabled", true);
      rules = rules(map);
      if (!map.has("rules") && !map.has("enabled") && problems.count() == 0) {
        problems.add(map.line(), "the file has neither 'rules' nor 'enabled'");
      }
    }
    return new RuleSet(file, enabled, rules, problems.byLine());
  }

  private List<Rule> rules(YamlMap map) {
    List<Rule> rules = new ArrayList<>();
    for (Node node : map.items("rules")) {
      int before = problems.count();
      Rule rule = new RuleReader(problems).read(node);
      if (rule != null) {
        check(rule);
      }
      if (problems.count() == before) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private void check(Rule rule) {
    List<RuleProblem> clashes = new ArrayList<>();
    names.add(rule, clashes);
    for (RuleProblem clash : clashes) {
      problems.add(clash.origin().line(), clash.message());
    }
  }
}
