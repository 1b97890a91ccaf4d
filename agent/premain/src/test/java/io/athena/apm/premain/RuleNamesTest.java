package io.athena.apm.premain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleNamesTest {

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "com.acme.Scanner#scan, Scanner",
    "**.Scanner#scan, Scanner",
    "com.**.Scanner#<init>, Scanner",
    "com.acme.Outer$Inner#run, Outer$Inner",
    "Scanner#scan(java.nio.file.Path), Scanner",
    "com.acme.Größe#messen, Größe",
    "com.acme.my-Scanner#scan, my-Scanner",
    "com.acme.Scanner #scan, Scanner"
  })
  void simpleName_isFound(String pattern, String name) {
    assertThat(names("rules:\n  - method: \"" + pattern + "\"\n")).containsExactly(name);
  }

  @ParameterizedTest
  @CsvSource({"com.acme.*Scanner#scan", "com.acme.**#scan", "*#scan"})
  void patternOfManyNames_hasNone(String pattern) {
    assertThat(names("  - method: \"" + pattern + "\"\n")).isEmpty();
  }

  @Test
  void comment_hasNone() {
    assertThat(names("# rules of ours\nrules: # none\n")).isEmpty();
  }

  @Test
  void severalFiles_haveTheNamesOfAll() throws IOException {
    Path one = Files.writeString(directory.resolve("one.yaml"), "- method: a.One#x\n");
    Path two = Files.writeString(directory.resolve("two.yaml"), "- method: a.Two#x\n");

    assertThat(RuleNames.in(one + ", " + two).names()).containsExactlyInAnyOrder("One", "Two");
  }

  @Test
  void fileThatCannotBeRead_hasNone() {
    RuleNames none = RuleNames.in(directory + "," + directory.resolve("absent") + ",");

    assertThat(none.names()).isEmpty();
    assertThat(none.areAll()).isFalse();
  }

  /** Opening one waits for somebody to write into it. */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void pipe_isNotOpened() throws Exception {
    Path pipe = directory.resolve("rules.yaml");
    Process made = new ProcessBuilder("mkfifo", pipe.toString()).start();
    assumeThat(made.waitFor()).isZero();

    assertThat(RuleNames.in(pipe.toString()).areAll()).isFalse();
  }

  @Test
  void namesAlone_areAll() {
    assertThat(RuleNames.of("# a#b\nrules: [{method: '**.Scanner#scan*', span: s}]").areAll())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{method: 'com.acme.*Scanner#scan'}",
        "{method: 'com.acme.Scanner*#scan'}",
        "{method: '*#scan', implements: a.B}",
        "{annotated: a.B}",
        "enabled: false",
        "rulez: none",
        "{method: 'com.acme.*-Bar#y'}",
        "{method: 'com.acme.** #y'}",
        "{method: \"com.acme.Foo#x\"}, {method: \"com.acme.B*\\x23y\"}",
        ""
      })
  void anythingMore_isNotAll(String text) {
    assertThat(RuleNames.of(text).areAll()).isFalse();
  }

  private static Set<String> names(String text) {
    return RuleNames.of(text).names();
  }
}
