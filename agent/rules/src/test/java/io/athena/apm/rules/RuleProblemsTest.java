package io.athena.apm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake is reported in one sentence with its line. */
class RuleProblemsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{span: s}                       | a rule needs 'method', such as com.acme.Scanner#scan",
        "{method: a.B#c}                 | a rule needs at least one of 'span', 'count',"
            + " 'histogram', 'gauge' and 'as'",
        "{method: [], span: s}           | 'method' names no method",
        "{method: , span: s}             | 'method' must be text, but is empty",
        "{method: {a: b}, span: s}       | 'method' must be text, but is a map",
        "{method: a.B, span: s}          | method 'a.B' is not of the form"
            + " package.Class#method(types)",
        "{method: '**#*', span: s}       | method '**#*' matches every class of the JVM; name a class"
            + " or a package, or add 'implements', 'extends' or 'annotated'",
        "{method: '*#c', implements: '*', span: s} | 'implements' must name a class, not every"
            + " class",
        "{method: a.B#c, extends: a..b, span: s} | class 'a..b' is not a name such as"
            + " com.acme.Outer$Inner, **.Scanner or com.acme.*Scanner",
        "{method: a.B#c, span: a b}      | span 'a b' is not a valid name; allowed are letters,"
            + " digits, dot, underscore and dash, 200 at most",
        "{method: a.B#c, span: 12}       | 'span' must be text, but is a number",
        "{method: a.B#c, count: true}    | 'count' must be text, but is a boolean",
        "{method: a.B#c, count: x, gauge: y, value: this.z} | a metric is one of count, histogram"
            + " and gauge, not count and gauge",
        "{method: a.B#c, histogram: x}   | a histogram needs 'value', the path to a number",
        "{method: a.B#c, gauge: x}       | a gauge needs 'value', the path to a number",
        "{method: a.B#c, gauge: x, value: this.y, each: this.z} | a gauge has one value and no"
            + " 'each'",
        "{method: a.B#c, span: s, when: return.x} | 'when' belongs to a metric, and the rule itself"
            + " has no count, histogram or gauge",
        "{method: a.B#c, count: x, metrics: [{count: y}]} | a rule has either a metric of its own"
            + " or 'metrics', not both",
        "{method: a.B#c, metrics: {count: y}} | 'metrics' must be a list, but is a map",
        "{method: a.B#c, metrics: [count]} | a metric must be a map, but is text",
        "{method: a.B#c, metrics: [{value: return.x}]} | a metric needs one of count, histogram and"
            + " gauge, with its name",
        "{method: a.B#c, metrics: [{count: x, span: y}]} | 'span' is not a key of a metric",
        "{method: a.B#c, span: s, innermost: yes} | 'innermost' must be true or false",
        "{method: a.B#c, count: x, value: retrun.y} | path 'retrun.y' does not begin with one of"
            + " this, arg0 to arg254, return, error, item",
        "{method: a.B#c, count: x, when: item.y} | path 'item.y' of 'when' needs 'each' beside it",
        "{method: a.B#c, count: x, value: item} | path 'item' of 'value' needs 'each' beside it",
        "{method: a.B#c, count: x, each: item.y} | path 'item.y' of 'each' needs 'each' beside it",
        "{method: a.B#c, count: x, tags: {t: item.y}} | path 'item.y' needs 'each', which this"
            + " metric does not have",
        "{method: a.B#c, span: s, tags: {t: item.y}} | path 'item.y' needs 'each', which a span"
            + " does not have",
        "{method: a.B#c, count: x, on-change: return.y} | 'on-change' compares before and after the"
            + " call, so its path begins at this or at an argument",
        "{method: 'a.B#<init>', count: x, on-change: this.y} | 'on-change' can't read 'this'"
            + " before a constructor has run",
        "{method: a.B#c, count: x, unit: byte} | unit 'byte' is not one of bytes, milliseconds,"
            + " nanoseconds, ratio; nearest: bytes",
        "{method: a.B#c, span: s, tags: [a]} | 'tags' must be a map, but is a list",
        "{method: a.B#c, span: s, tags: {a: scanner}} | path 'scanner' does not begin with one of"
            + " this, arg0 to arg254, return, error, item; for a literal text write = before it",
        "{method: a.B#c, span: s, tags: {a: '='}} | a tag's text must have 1 to 200 characters",
        "{method: a.B#c, span: s, tags: {a: 1}} | 'a' must be text, but is a number",
        "{method: a.B#c, span: s, tags: {a: this.x()}} | path 'this.x()' is not names and numbers"
            + " joined by dots; methods with arguments can't be called; for a literal text write ="
            + " before it",
        "{method: a.B#c, span: s, tags: {'a:b': this}} | tag 'a:b' is not a valid name; allowed"
            + " are letters,"
            + " digits, dot, underscore and dash, 200 at most",
        "{method: a.B#c, span: s, tags: {a: this, b: this, c: this, d: this, e: this, f: this}} |"
            + " a span has at most 5 tags, and this one has 6",
        "{method: a.B#c, count: s, tags: {a: this, b: this, c: this, d: this, e: this, f: this, g:"
            + " this}} | a metric has at most 6 tags, and this one has 7 with those of the rule",
        "{method: a.B#c, count: s, tags: {a: arg4, b: arg1, c: arg2, d: arg11.x}, when: arg4.y} | a"
            + " rule reads at most 3 different arguments, and this one reads arg4, arg1, arg2,"
            + " arg11",
        "{method: a.B#c, span: s, tags: {error: arg0}} | tag 'error' of a span is set by the"
            + " agent, to the class of the exception; choose another name",
        "{method: a.B#c, histogram: h, value: return, unit: ratio} | a histogram keeps only whole"
            + " numbers; record a ratio with a gauge",
        "{method: a.B#c, count: h, value: return, unit: ratio} | a count keeps only whole numbers;"
            + " record a ratio with a gauge",
        "{method: a.B#c, count: x, when: return.n > 5} | condition 'return.n > 5' is neither the"
            + " path to a boolean nor path == text; for 'not equal' use 'unless'",
        "{method: a.B#c, count: x, when: return.n != y} | condition 'return.n != y' is neither the"
            + " path to a boolean nor path == text; for 'not equal' use 'unless'",
        "{method: a.B#c, count: x, when: '!return.n'} | condition '!return.n' is neither the path"
            + " to a boolean nor path == text; for 'not equal' use 'unless'",
        "{method: a.B#c, count: x, unless: return.n = y} | condition 'return.n = y' is neither the"
            + " path to a boolean nor path == text; for 'not equal' use 'unless'",
        "{method: a.B#c, count: x, when: return.n === y} | condition 'return.n === y' is neither"
            + " the path to a boolean nor path == text; for 'not equal' use 'unless'",
        "{method: a.B#c, count: x, when: return.n ==} | condition 'return.n ==' has no text after"
            + " ==; for an empty text write ''",
        "{method: a.B#c(..), count: x} | method 'a.B#c(..)' has a parameter '..', which is no type"
            + " such as java.nio.file.Path, Path, int or byte[]; without parentheses all overloads"
            + " match",
        "{method: 'a.B#c(*)', count: x} | method 'a.B#c(*)' has a parameter '*', which is no type"
            + " such as java.nio.file.Path, Path, int or byte[]; without parentheses all overloads"
            + " match",
        "{method: a.B#c(...), count: x} | method 'a.B#c(...)' has a parameter '...', which is no"
            + " type such as java.nio.file.Path, Path, int or byte[]; without parentheses all"
            + " overloads match",
        "{method: a.B#c(d..E), count: x} | method 'a.B#c(d..E)' has a parameter 'd..E', which is no"
            + " type such as java.nio.file.Path, Path, int or byte[]; without parentheses all"
            + " overloads match",
        "{method: a.B#c, cuont: x} | 'cuont' is not a key of a rule; nearest: count",
        "{method: a.B#c, cuont: x, value: return} | 'cuont' is not a key of a rule; nearest: count",
        "{metod: a.B#c, count: x} | 'metod' is not a key of a rule; nearest: method",
        "{method: a.B#c, histogram: x, valeu: return} | 'valeu' is not a key of a rule; nearest:"
            + " value",
        "{method: a.B#c, metrics: [{cuont: x, unit: ratio}]} | 'cuont' is not a key of a metric;"
            + " nearest: count",
        "{method: a.B#c, metrics: [{cuont: x}]} | 'cuont' is not a key of a metric; nearest: count",
        "{method: a.B#c, span: s, span: t} | 'span' is here a second time; the first is in line 3",
        "{method: a.B#c, span: s, [a]: t} | a key of a rule must be text",
        "text                            | a rule must be a map, but is text",
        "                                | a rule must be a map, but is empty"
      })
  void problemInARule_isReportedWithItsLine_andTheNextRuleIsUsed(String rule, String message) {
    String yaml =
        "rules:\n  -\n   " + (rule == null ? "" : rule) + "\n  - {method: x.Y#z, span: w}";

    RuleSet set = RulesReader.read("rules.yaml", yaml);

    int line = rule == null ? 2 : 3;
    assertThat(set.problems())
        .extracting(RuleProblem::toString)
        .containsExactly("rules.yaml:" + line + ": " + message);
    assertThat(set.rules()).extracting(Rule::span).containsExactly("w");
  }

  @Test
  void allProblems_areReported_byLine() {
    List<String> problems =
        problems(
            """
            enabeld: true
            rules:
              - method: a.B
                span: "a b"
                tags:
                  x: nowhere
                metrics:
                  - count: c
                    whne: return.x
                  - histogram: h
            """);

    assertThat(problems)
        .containsExactly(
            "r.yaml:1: 'enabeld' is not a key of the file; nearest: enabled",
            "r.yaml:3: method 'a.B' is not of the form package.Class#method(types)",
            "r.yaml:4: span 'a b' is not a valid name; allowed are letters, digits, dot,"
                + " underscore and"
                + " dash, 200 at most",
            "r.yaml:6: path 'nowhere' does not begin with one of this, arg0 to arg254, return,"
                + " error, item; for a literal text write = before it",
            "r.yaml:9: 'whne' is not a key of a metric; nearest: when",
            "r.yaml:10: a histogram needs 'value', the path to a number");
  }

  @Test
  void nameOfTwoMetrics_isReportedAtTheSecond() {
    assertThat(
            problems(
                """
                rules:
                  - {method: a.B#c, count: x}
                  - {method: a.B#d, histogram: x, value: return, unit: bytes}
                """))
        .containsExactly("r.yaml:3: metric 'x' is a histogram of bytes here and a count in line 2");
  }

  @Test
  void metricThatASpanRecordsToo_isAProblem_whicheverComesFirst() {
    String span = "- {method: a.B#c, span: s}\n";
    String count = "- {method: a.B#d, count: s.total}\n";

    assertThat(RulesReader.read("r.yaml", "rules:\n" + span + count).problems())
        .extracting(RuleProblem::toString)
        .containsExactly("r.yaml:3: 's.total' is recorded by a span already");
    assertThat(RulesReader.read("r.yaml", "rules:\n" + count + span).problems())
        .extracting(RuleProblem::toString)
        .containsExactly("r.yaml:3: span 's' records 's.total', as does line 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                    | 1 | the file is empty; to have no rules, write 'rules: []'",
        "`# nothing yet`       | 1 | the file is empty; to have no rules, write 'rules: []'",
        "`{}`                  | 1 | the file has neither 'rules' nor 'enabled'",
        "`- a`                 | 1 | the file must be a map, but is a list",
        "`rules:`              | 1 | 'rules' must be a list, but is empty",
        "`enabled: maybe`      | 1 | 'enabled' must be true or false",
        "`enabled: [true]`     | 1 | 'enabled' must be true or false",
        "`rules: []\n---\na: b` | 2 | this is not YAML: but found another document",
        "`rules: !!set {}`     | 1 | YAML tags (!name) are not allowed",
        "`rules:\n- &a x\n- *a` | 3 | aliases are not allowed; repeat the value"
      })
  void problemInTheFile_isReportedWithItsLine(String yaml, int line, String message) {
    assertThat(problems(yaml)).containsExactly("r.yaml:" + line + ": " + message);
  }

  private static List<String> problems(String yaml) {
    return RulesReader.read("r.yaml", yaml).problems().stream().map(RuleProblem::toString).toList();
  }
}
