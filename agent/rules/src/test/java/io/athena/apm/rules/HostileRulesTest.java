package io.athena.apm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are broken, on purpose or not: reading never throws and reports each with a line. */
@Timeout(120)
class HostileRulesTest {

  /** Files of the maximum size in the exhaustive build, of a twentieth of it in every build. */
  private static final int SCALE = Boolean.getBoolean("athena.exhaustive") ? 20 : 1;

  private static final String VALID =
      """
      enabled: true
      rules:
        - method: "**.AIServiceManager#analyzeWithFailover"
          span: ai.analysis
          tags: {provider: return.provider, type: arg0.type}
        - method:
            - "com.athena.scan.FileScanner#scan(java.nio.file.Path)"
            - "*#scan"
          implements: com.athena.Scanner
          metrics:
            - count: files.analyzed
              tags: {type: return.fileType, source: "=scanner"}
            - histogram: files.size
              value: return.sizeBytes
              unit: bytes
            - count: vulnerabilities.found
              each: return.findings
              when: item.severity == HIGH
              tags: {severity: item.severity}
            - gauge: queue.length
              value: this.size
        - method: "**.CircuitBreaker#execute"
          on-change: this.state
          count: circuit_breaker.event
          tags: {name: this.name, event: this.state}
      """;

  /** Texts that replace parts of the file. */
  private static final String[] PIECES = {
    "",
    " ",
    "\n",
    "  ",
    "\t",
    "- ",
    ": ",
    ":",
    "#",
    "'",
    "\"",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&a ",
    "*a",
    "!x ",
    "? ",
    "|",
    ">",
    "%",
    "@",
    "`",
    "null",
    "true",
    "12",
    "0x1",
    "1e999",
    "~",
    "---\n",
    "...\n",
    "<<: ",
    "item",
    "return",
    "arg999999999999",
    "..",
    "**",
    "rules:\n",
    "\0",
    "\uFEFF",
    "\uD83D",
    "é",
    "\u2028",
    "\r",
    "\r\n",
    "\\",
    "\u0085",
    "=",
    "each: item\n",
    "tags: 1"
  };

  @TempDir private Path directory;

  @Test
  void validFile_hasNoProblem() {
    RuleSet set = RulesReader.read("r.yaml", VALID);

    assertThat(set.problems()).isEmpty();
    assertThat(set.rules()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void mutationsOfAValidFile_areReadOrReported(long seed) {
    Random random = new Random(seed);
    int reported = 0;
    for (int i = 0; i < 50 * SCALE; i++) {
      String yaml = VALID;
      for (int edits = random.nextInt(4); edits >= 0; edits--) {
        yaml = mutated(yaml, random);
      }
      reported += assertReportedWithLines(yaml).problems().isEmpty() ? 0 : 1;
    }
    assertThat(reported).isGreaterThan(25 * SCALE);
  }

  private static String mutated(String yaml, Random random) {
    int from = random.nextInt(yaml.length() + 1);
    int to = Math.min(yaml.length(), from + random.nextInt(random.nextBoolean() ? 3 : 40));
    String piece = PIECES[random.nextInt(PIECES.length)];
    if (random.nextInt(5) == 0) {
      int copied = random.nextInt(yaml.length() + 1);
      piece = yaml.substring(copied, Math.min(yaml.length(), copied + random.nextInt(80)));
    }
    return yaml.substring(0, from) + piece + yaml.substring(to);
  }

  /** Every value of the file replaced by every kind of value. */
  @Test
  void wrongTypesEverywhere_areReadOrReported() {
    List<String> lines = VALID.lines().toList();
    List<String> values =
        List.of("", "12", "-1.5", "true", "[]", "{}", "[[a]]", "{a: {b: [c]}}", "text", "'**#*'");
    for (int i = 0; i < lines.size(); i++) {
      int colon = lines.get(i).indexOf(": ");
      for (String value : colon < 0 ? List.<String>of() : values) {
        StringBuilder yaml = new StringBuilder();
        for (int j = 0; j < lines.size(); j++) {
          yaml.append(j == i ? lines.get(j).substring(0, colon + 2) + value : lines.get(j));
          yaml.append('\n');
        }
        assertReportedWithLines(yaml.toString());
      }
    }
  }

  @Test
  void bytesOfAnyKind_areReported() throws IOException {
    Random random = new Random(3);
    Path file = directory.resolve("random.yaml");
    for (int i = 0; i < 50 * SCALE; i++) {
      byte[] bytes = new byte[1 + random.nextInt(200)];
      random.nextBytes(bytes);
      Files.write(file, bytes);
      RuleSet set = RulesReader.read(file);
      assertThat(set.rules()).isEmpty();
      assertThat(set.problems()).isNotEmpty();
    }
  }

  @Test
  void lineThatIsNotUtf8_isReported() throws IOException {
    Path file = directory.resolve("latin.yaml");
    Files.write(file, new byte[] {'a', '\n', 'b', '\n', (byte) 0xE9, '\n'});

    assertThat(RulesReader.read(file).problems())
        .extracting(RuleProblem::toString)
        .containsExactly(file + ":3: this line is not UTF-8, so the file is not read");
  }

  @Test
  void missingFile_isReported() {
    Path file = directory.resolve("absent.yaml");

    assertThat(RulesReader.read(file).problems())
        .extracting(RuleProblem::toString)
        .containsExactly(file + ": the file does not exist");
    assertThat(RulesReader.read(directory).problems()).hasSize(1);
  }

  @Test
  void tenMegabytes_areRefusedWithOneLine() throws IOException {
    Path file = directory.resolve("huge.yaml");
    Files.writeString(file, VALID + "# more\n".repeat(1_500_000));

    RuleSet set = RulesReader.read(file);

    assertThat(set.rules()).isEmpty();
    assertThat(set.problems())
        .extracting(RuleProblem::toString)
        .containsExactly(file + ":1: the file is longer than 1 MB, so it is not read");
  }

  @Test
  void endlessFile_isNotReadToItsEnd() {
    Path zeroes = Path.of("/dev/zero");
    if (Files.exists(zeroes)) {
      assertThat(RulesReader.read(zeroes).problems()).hasSize(1);
    }
  }

  @Test
  void aliasBomb_isReportedAtEachAlias() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i <= 16; i++) {
      yaml.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }

    RuleSet set = assertReportedWithLines(yaml.toString());

    assertThat(set.problems()).hasSize(16);
    assertThat(set.problems().get(0).message()).startsWith("aliases are not allowed");
  }

  @Test
  void mapThatContainsItself_isReported() {
    assertThat(assertReportedWithLines("rules: &a [*a]").problems()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void endlessNesting_isReportedOnce(String opening) {
    RuleSet set = assertReportedWithLines("rules:\n " + opening.repeat(10_000 * SCALE));

    assertThat(set.problems())
        .extracting(RuleProblem::toString)
        .containsExactly("r.yaml:2: lists and maps are nested more than 10 deep here");
  }

  @Test
  void megabyteOfMistakes_isReportedUpToTheLimit() {
    String yaml = "rules:\n" + "  - {metod: x}\n".repeat(3_000 * SCALE);

    RuleSet set = assertReportedWithLines(yaml);

    assertThat(set.problems()).hasSize(1_000);
  }

  @Test
  void megabyteInOneName_isReportedInOneShortLine() {
    String name = "x".repeat(45_000 * SCALE);

    for (String yaml :
        List.of(
            "rules:\n  - {method: a.B#c, ? " + name + " : y, span: z}",
            "rules:\n  - {method: a.B#c, span: '" + name + "!'}",
            "rules:\n  - {method: '" + name + "', span: z}",
            "rules:\n  - {method: '" + "*a".repeat(20_000 * SCALE) + "', span: z}",
            "rules:\n  - {method: a.B#c, count: z, value: '"
                + "this.".repeat(9_000 * SCALE)
                + "'}")) {
      RuleSet set = assertReportedWithLines(yaml);
      assertThat(set.problems()).hasSize(1);
      assertThat(set.problems().get(0).toString()).hasSizeLessThan(300);
    }
  }

  private static RuleSet assertReportedWithLines(String yaml) {
    RuleSet set = RulesReader.read("r.yaml", yaml);
    int lines = 2 + (int) yaml.chars().filter(c -> c == '\n' || c == '\r' || c > 127).count();
    assertThat(set.problems())
        .allSatisfy(
            problem -> {
              assertThat(problem.origin().line()).as(() -> yaml).isBetween(1, lines);
              assertThat(problem.message()).as(() -> yaml).isNotBlank().doesNotContain("\n");
            });
    assertThat(set.rules())
        .allSatisfy(
            rule -> {
              assertThat(rule.methods()).isNotEmpty();
              assertThat(rule.span() == null && rule.metrics().isEmpty()).as(() -> yaml).isFalse();
            });
    return set;
  }
}
