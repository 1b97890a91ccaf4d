package io.athena.apm.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Parses rules files. Reports all problems, not just the first; a rule with a problem does not
 * affect other rules. Never throws because of a file's content.
 */
public final class RulesReader {

  static final Set<String> KEYS = Set.of("enabled", "rules");

  /** The kill switch in a file that is not YAML. */
  private static final Pattern ENABLED =
      Pattern.compile("^enabled\\s*:\\s+(true|false)\\s*(#.*)?$", Pattern.MULTILINE);

  private final Problems problems;
  private final RecordedNames names = new RecordedNames();

  private RulesReader(Problems problems) {
    this.problems = problems;
  }

  /** Reads a file of at most 1 MB. */
  public static RuleSet read(Path file) {
    return read(file, true);
  }

  /**
   * Reads a file of at most 1 MB. If it has problems and no readable {@code enabled}, the result
   * has {@code otherwise}.
   */
  static RuleSet read(Path file, boolean otherwise) {
    Problems problems = new Problems(file.toString());
    return read(file.toString(), RuleText.read(file, problems), otherwise, problems);
  }

  /** Reads rules from text; messages name the file. */
  public static RuleSet read(String file, String yaml) {
    Problems problems = new Problems(file);
    boolean tooLong = yaml.length() > RuleText.MOST_BYTES;
    return read(file, tooLong ? RuleText.tooLong(problems) : yaml, true, problems);
  }

  private static RuleSet read(String file, String yaml, boolean otherwise, Problems problems) {
    Node document = yaml == null ? null : YamlDocument.read(yaml, problems);
    YamlMap map = null;
    if (document != null) {
      map = YamlMap.of(document, "the file", KEYS, problems);
    } else if (problems.count() == 0) {
      // A problem, because a file is empty for a moment while it is written.
      problems.add(1, "the file is empty; to have no rules, write 'rules: []'");
    }
    if (map == null) {
      boolean enabled = yaml == null ? otherwise : enabled(yaml, otherwise);
      return new RuleSet(file, enabled, List.of(), problems.byLine());
    }
    return new RulesReader(problems).read(file, map, otherwise);
  }

  /** Finds the kill switch also in a file that is not YAML, by its line. */
  private static boolean enabled(String text, boolean otherwise) {
    Matcher line = ENABLED.matcher(text);
    return line.find() ? line.group(1).equals("true") : otherwise;
  }

  private RuleSet read(String file, YamlMap map, boolean otherwise) {
    boolean enabled = map.is("enabled", otherwise);
    List<Rule> rules = rules(map);
    if (!map.has("rules") && !map.has("enabled") && problems.count() == 0) {
      problems.add(map.line(), "the file has neither 'rules' nor 'enabled'");
    }
    boolean isDefault = problems.count() == 0 && !map.has("enabled");
    return new RuleSet(file, enabled || isDefault, rules, problems.byLine());
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
