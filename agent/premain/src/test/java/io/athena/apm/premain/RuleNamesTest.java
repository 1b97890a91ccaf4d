package io.athena.apm.premain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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

  private final ClassLoader application = ClassLoader.getSystemClassLoader();

  @ParameterizedTest
  @CsvSource({
    "com.acme.Scanner#scan, Scanner",
    "**.Scanner#scan, Scanner",
    "com.**.Scanner#<init>, Scanner",
    "com.acme.Outer$Inner#run, Outer$Inner",
    "Scanner#scan(java.nio.file.Path), Scanner",
    "com.acme.Größe#messen, Größe",
    "com.acme.my-Scanner#scan, my-Scanner",
    "com.acme.Scanner #scan, Scanner",
    "'com.acme.Scanner\t#scan', Scanner",
    "'com.acme.Scanner\n    #scan', Scanner"
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# a#b\nrules: [{method: '**.Scanner#scan*', span: s}]",
        "- method: com.acme.**#scan",
        "{method: '*#scan', implements: a.B}",
        "{method: '**#*', \"extends\" : 'a.B'}",
        "annotated: a.B # of ours",
        "{method: '*#scan', annotated: a.B},\n{method: 'a.C#d'}"
      })
  void namesPatternsAndTypes_areAll(String text) {
    assertThat(RuleNames.of(text).areAll()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{method: '*#scan'}",
        "{method: '**.a.*#scan'}",
        "{method: '*a*#scan'}",
        "{method: '*#scan', implements: '**.B'}",
        "{method: '*#scan', implements: a.*B}",
        "{method: '*#scan', implements: [a.B]}",
        "{method: '*#scan', implements: &b a.B}",
        "{method: '*#scan', implements: *b}",
        "{method: '*#scan', implements: !!str a.B}",
        "method: '*#scan'\nimplements:\n  a.B",
        "method: '*#scan'\nimplements: >-\n  a.B",
        "method: '*#scan'\n? implements\n: a.B",
        "{method: '*#scan', implements: a.B#c}",
        "{method: a.B#c, annotated",
        "{method: a.B#c, annotated: a.B}, {method: '**#b', annotated: '*'}",
        "{method: a.B#c}, {method: a.*\u0085#c}",
        "enabled: false",
        "rulez: none",
        "{method: \"com.acme.Foo#x\"}, {method: \"com.acme.B*\\x23y\"}",
        ""
      })
  void anythingMore_isNotAll(String text) {
    assertThat(RuleNames.of(text).areAll()).isFalse();
  }

  @Test
  void severalFiles_areAll_whereEachIs() throws IOException {
    Path one = Files.writeString(directory.resolve("one.yaml"), "annotated: a.B\n");
    Path two = Files.writeString(directory.resolve("two.yaml"), "annotated: a.B\n");
    Path three = Files.writeString(directory.resolve("three.yaml"), "annotated: 'a.*'\n");

    assertThat(RuleNames.in(one + "," + two).areAll()).isTrue();
    assertThat(RuleNames.in(one + "," + three).areAll()).isFalse();
  }

  /** Whatever is thrown here, the application starts without the agent. */
  @Test
  void textThatEndsAnywhere_isReadToItsEnd() {
    String text = "# x\n- {method: 'a.*B #c', 'implements' : \"a.B\", annotated: &d *c}\n#";

    for (int end = 0; end <= text.length(); end++) {
      String read = text.substring(0, end);
      assertThatCode(() -> RuleNames.of(read)).as(read).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.**#scan, com.acme.Scanner, com.acm.Scanner",
    "com.acme.*Scanner #scan, com.acme.FileScanner, com.acme.FileScan",
    "**.*Scanner#scan, FileScanner, Scanners",
    "com.**.Scan*#scan, com.Scanner, org.Scanner",
    "com.acme.Outer$*#run, com.acme.Outer$Inner, com.acme.Outer",
    "com.acme.my-*#run, com.acme.my-Scanner, com.acme.myScanner"
  })
  void pattern_isMetByHowNamesBeginAndEnd(String pattern, String met, String notMet) {
    HandedOver named = RuleNames.of("- method: \"" + pattern + "\"\n").handedOver();

    assertThat(named.test(application, met.replace('.', '/'))).isTrue();
    assertThat(named.test(application, notMet.replace('.', '/'))).isFalse();
  }

  /** Only the application's own is asked for types. */
  @Test
  void classOfAnotherLoader_mayHaveTheTypesOfRules() {
    ClassLoader other = new ClassLoader() {};
    HandedOver types = RuleNames.of("{annotated: a.B}").handedOver();
    HandedOver none = RuleNames.of("{method: a.B#c}").handedOver();

    assertThat(types.test(other, "a/C")).isTrue();
    assertThat(types.test(application, "a/C")).isFalse();
    assertThat(types.test(application.getParent(), "a/C")).isFalse();
    assertThat(types.test(other, "jdk/internal/reflect/GeneratedMethodAccessor1")).isFalse();
    assertThat(none.test(other, "a/C")).isFalse();
    assertThat(none.areNone()).isTrue();
  }

  @Test
  void types_areFound() {
    RuleNames named =
        RuleNames.of(
            """
            rules:
              - {method: '*#a', implements: a.Iñtërface, extends: "a.Outer$Super-Class"}
              - method: '*#b'
                'annotated': Timed
            """);

    assertThat(named.types())
        .containsExactlyInAnyOrder("a.Iñtërface", "a.Outer$Super-Class", "Timed");
    assertThat(named.areAll()).isTrue();
  }

  private static Set<String> names(String text) {
    return RuleNames.of(text).names();
  }
}
