package io.athena.apm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code docs/rules.md} and {@code docs/rules.schema.json} agree with the code. */
class RulesPageTest {

  private static final Path DOCS = Path.of("..", "..", "docs");

  private final String page = read("rules.md");

  @Test
  void exampleOfThePage_hasNoProblem() {
    String fence = "```yaml\n";
    int from = page.indexOf(fence) + fence.length();

    RuleSet set = RulesReader.read("rules.yaml", page.substring(from, page.indexOf("```", from)));

    assertThat(set.problems()).isEmpty();
    assertThat(set.rules()).hasSize(2);
    assertThat(set.rules().get(0).metrics()).hasSize(4);
  }

  @Test
  void keysOfThePage_areThoseOfTheReader() {
    assertThat(keys("## The file", "### A rule")).isEqualTo(RulesReader.KEYS);
    assertThat(keys("### A metric", "## Methods")).isEqualTo(MetricReader.KEYS_WITH_TAGS);
    Set<String> ofRule = keys("### A rule", "### A metric");
    ofRule.addAll(MetricReader.KEYS);
    assertThat(ofRule).isEqualTo(RuleReader.KEYS);
  }

  /** The words in code in the first cells of a table. */
  private Set<String> keys(String from, String to) {
    Set<String> keys = new TreeSet<>();
    page.substring(page.indexOf(from), page.indexOf(to))
        .lines()
        .filter(line -> line.startsWith("| `"))
        .forEach(
            line -> {
              String[] parts = line.substring(0, line.indexOf('|', 1)).split("`", -1);
              for (int i = 1; i < parts.length; i += 2) {
                keys.add(parts[i]);
              }
            });
    return keys;
  }

  @Test
  void patternsOfThePage_areRead() {
    List<String> patterns =
        page.substring(page.indexOf("## Methods"), page.indexOf("## Values"))
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.substring(3, line.indexOf('`', 3)))
            .toList();

    assertThat(patterns).hasSizeGreaterThan(9);
    assertThat(patterns)
        .allSatisfy(
            text ->
                assertThat(Braces.expand(text))
                    .allSatisfy(
                        each ->
                            assertThat(MethodPattern.parse(each).toString())
                                .isIn(each, "*" + each)));
  }

  @Test
  void schemasKeys_areThoseOfTheReader() {
    Map<?, ?> schema = schema();

    assertThat(properties(schema)).isEqualTo(RulesReader.KEYS);
    assertThat(properties(at(schema, "$defs", "rule"))).isEqualTo(RuleReader.KEYS);
    assertThat(properties(at(schema, "$defs", "metric"))).isEqualTo(MetricReader.KEYS_WITH_TAGS);
    Object roles = at(schema, "$defs", "rule", "properties", "as").get("enum");
    assertThat(roles).isEqualTo(MethodRole.names());
    Object units = at(schema, "$defs", "metric", "properties", "unit").get("enum");
    assertThat(Set.copyOf((List<?>) units)).isEqualTo(MetricReader.UNITS.keySet());
    assertThat(at(schema, "$defs", "tags").get("maxProperties")).isEqualTo(MetricRule.MOST_TAGS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"path", "condition", "name", "method"})
  void schemasPatterns_areRegularExpressions(String definition) {
    String pattern = at(schema(), "$defs", definition).get("pattern").toString();
    String example =
        switch (definition) {
          case "path" -> "return.findings.0.severity";
          case "condition" -> "item.severity == VERY HIGH";
          case "name" -> "files.size_in-bytes";
          default -> "**.Scanner#scan(Path, byte[])";
        };

    assertThat(example).matches(pattern);
    assertThat("").doesNotMatch(pattern);
  }

  private static Map<?, ?> schema() {
    LoadSettings settings = LoadSettings.builder().build();
    return (Map<?, ?>) new Load(settings).loadFromString(read("rules.schema.json"));
  }

  private static Set<String> properties(Map<?, ?> object) {
    Set<String> keys = new TreeSet<>();
    at(object, "properties").keySet().forEach(key -> keys.add(key.toString()));
    return keys;
  }

  private static Map<?, ?> at(Map<?, ?> map, String... keys) {
    Map<?, ?> found = map;
    for (String key : keys) {
      found = (Map<?, ?>) found.get(key);
    }
    return found;
  }

  private static String read(String name) {
    try {
      return Files.readString(DOCS.resolve(name));
    } catch (IOException missing) {
      throw new AssertionError(missing);
    }
  }
}
