package io.athena.apm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that an operator edits. */
class RuleFilesTest {

  @TempDir private Path directory;

  private Path one;
  private Path two;
  private RuleFiles files;

  @BeforeEach
  void writeFiles() throws IOException {
    one = Files.writeString(directory.resolve("one.yaml"), rule("one"));
    two = Files.writeString(directory.resolve("two.yaml"), rule("two"));
    files = new RuleFiles(List.of(one, two));
  }

  private static String rule(String name) {
    return "rules: [{method: com.acme.A#b, count: %s}]".formatted(name);
  }

  private static List<String> names(RuleSet set) {
    return set.rules().stream().map(rule -> rule.metrics().get(0).name()).toList();
  }

  @Test
  void rulesOfAllFiles_areRead() {
    RuleSet set = files.read();

    assertThat(names(set)).containsExactly("one", "two");
    assertThat(set.enabled()).isTrue();
    assertThat(set.problems()).isEmpty();
    assertThat(set.file()).isEqualTo(one + ", " + two);
  }

  @Test
  void fileThatIsMissingAtStart_isReported_andTheOtherIsUsed() throws IOException {
    Files.delete(one);

    RuleSet set = files.read();

    assertThat(names(set)).containsExactly("two");
    assertThat(set.problems())
        .singleElement()
        .asString()
        .isEqualTo(one + ": the file does not exist");
  }

  /** A pipe is not a regular file either; reading it would wait for a writer. */
  @Test
  void directory_isReported_andNotRead() {
    RuleSet set = new RuleFiles(List.of(directory, two)).read();

    assertThat(names(set)).containsExactly("two");
    assertThat(set.problems())
        .singleElement()
        .asString()
        .isEqualTo(directory + ": this is a directory; name each of its files");
  }

  @Test
  void validRulesOfAFileWithProblems_areUsedAtStart() throws IOException {
    Files.writeString(one, "rules: [{spam: x}, {method: com.acme.A#b, count: right}]");

    RuleSet set = files.read();

    assertThat(names(set)).containsExactly("right", "two");
    assertThat(set.problems()).isNotEmpty();
  }

  @Test
  void fileThatIsNamedTwice_isReadOnce() {
    Path again = directory.resolve(".").resolve("one.yaml");

    RuleSet set = new RuleFiles(List.of(one, two, again, one)).read();

    assertThat(names(set)).containsExactly("one", "two");
    assertThat(set.problems()).isEmpty();
  }

  @Test
  void editWithTooManyArguments_keepsTheLastGoodRules() throws IOException {
    files.read();
    Files.writeString(
        one,
        """
        rules:
          - method: com.acme.A#b
            count: edited
            tags: {a: arg0, b: arg1, c: arg2, d: arg3}
        """);

    RuleSet set = files.readAgain();

    assertThat(names(set)).containsExactly("one", "two");
    assertThat(set.problems()).singleElement().asString().startsWith(one + ":2: a rule reads");
  }

  @Test
  void nameOfAnotherMetricInAFileBefore_isReportedWithBothPlaces() throws IOException {
    Files.writeString(one, "rules: [{method: com.acme.A#b, count: hits}]");
    Files.writeString(
        two,
        """
        rules:
          - {method: com.acme.A#b, count: fine}
          - {method: com.acme.A#b, gauge: hits, value: return}
        """);
    RuleSet set = files.read();

    assertThat(names(set)).containsExactly("hits", "fine");
    assertThat(set.problems())
        .extracting(RuleProblem::toString)
        .containsExactly(two + ":3: metric 'hits' is a gauge here and a count in " + one + ":1");
    assertThat(names(files.readAgain())).containsExactly("hits", "fine");
  }

  @Test
  void nameOfASpansMetricInAFileBefore_isReportedWithBothPlaces() throws IOException {
    Files.writeString(one, "rules: [{method: com.acme.A#b, span: s}]");
    Files.writeString(two, rule("s.total"));

    assertThat(files.read().problems())
        .extracting(RuleProblem::toString)
        .containsExactly(two + ":1: 's.total' is recorded by a span of " + one + ":1 already");
  }

  @Test
  void filesThatAreNotEdited_haveNotChanged() {
    files.read();

    assertThat(files.haveChanged()).isFalse();
  }

  @Test
  void fileThatIsEdited_hasChanged_untilItIsReadAgain() throws IOException {
    files.read();
    Files.writeString(two, rule("another"));

    assertThat(files.haveChanged()).isTrue();
    assertThat(names(files.readAgain())).containsExactly("one", "another");
    assertThat(files.haveChanged()).isFalse();
  }

  @Test
  void fileThatIsReplacedWithSameSizeAndTime_hasChanged() throws IOException {
    files.read();
    FileTime time = Files.getLastModifiedTime(one);
    Path other = Files.writeString(directory.resolve("other"), rule("new"));
    Files.setLastModifiedTime(other, time);
    Files.move(other, one, StandardCopyOption.REPLACE_EXISTING);

    assertThat(files.haveChanged()).isTrue();
    assertThat(names(files.readAgain())).containsExactly("new", "two");
  }

  @Test
  void fileWithAProblem_keepsItsLastValidRules_andReportsIt() throws IOException {
    files.read();
    Files.writeString(one, "rules: [{spam: x}]");
    Files.writeString(two, rule("another"));

    RuleSet set = files.readAgain();

    assertThat(names(set)).containsExactly("one", "another");
    assertThat(set.problems()).isNotEmpty();
    Files.writeString(one, rule("mended"));
    assertThat(names(files.readAgain())).containsExactly("mended", "another");
  }

  @Test
  void fileThatIsDeleted_keepsItsRules_andIsReported() throws IOException {
    files.read();
    Files.delete(one);

    assertThat(files.haveChanged()).isTrue();
    RuleSet set = files.readAgain();

    assertThat(names(set)).containsExactly("one", "two");
    assertThat(set.problems())
        .singleElement()
        .asString()
        .isEqualTo(one + ": the file does not exist");
    assertThat(files.haveChanged()).isFalse();
  }

  @Test
  void fileThatIsNotEnabled_switchesAllOff() throws IOException {
    files.read();
    Files.writeString(two, "enabled: false\n" + rule("two"));

    assertThat(files.readAgain().enabled()).isFalse();
    Files.writeString(two, rule("two"));
    assertThat(files.readAgain().enabled()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "enabled: false\nrules: [{method: com.acme.A#b, cuont: x}]",
        "{enabled: false, rules: [{method: com.acme.A#b, cuont: x}]}",
        "enabled: FALSE\nspam: x",
        "enabled: false",
        "enabled: false # for now\nrules: [",
        "rules: [}\nenabled: false\n"
      })
  void killSwitchInAFileWithProblems_isObeyed_andTheRulesStay(String text) throws IOException {
    files.read();
    Files.writeString(two, text);

    RuleSet set = files.readAgain();

    assertThat(set.enabled()).isFalse();
    assertThat(names(set)).first().isEqualTo("one");
    assertThat(files.read().enabled()).as("at the start").isFalse();
  }

  @Test
  void killSwitchBesideAProblemOfTheStart_isObeyed_untilItSaysTrue() throws IOException {
    String broken = "rules: [{method: com.acme.A#b, count: x}, {method: com.acme.A#b, cuont: y}]";
    Files.writeString(one, broken);
    files.read();

    Files.writeString(one, "enabled: false\n" + broken);
    assertThat(files.readAgain().enabled()).isFalse();
    Files.writeString(one, broken);
    assertThat(files.readAgain().enabled()).as("says nothing of it").isFalse();
    Files.writeString(one, "enabled: true\n" + broken);
    RuleSet set = files.readAgain();

    assertThat(set.enabled()).isTrue();
    assertThat(names(set)).containsExactly("x", "two");
  }

  @Test
  void switchThatCantBeRead_keepsItsState() throws IOException {
    Files.writeString(one, "enabled: false\n" + rule("one"));
    files.read();

    Files.writeString(one, "enabled: yes\n" + rule("one"));
    assertThat(files.readAgain().enabled()).isFalse();
    Files.writeString(one, "rules: [\n  enabled: true");
    assertThat(files.readAgain().enabled()).isFalse();
    Files.delete(one);
    assertThat(files.readAgain().enabled()).isFalse();
  }
}
