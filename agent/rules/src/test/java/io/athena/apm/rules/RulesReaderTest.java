package io.athena.apm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.MetricType;
import io.athena.apm.metrics.Unit;
import io.athena.apm.rules.values.ValuePath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesReaderTest {

  @Test
  void span_hasItsNameAndTags() {
    Rule rule =
        only(
            """
            rules:
              - method: "**.AIServiceManager#analyzeWithFailover"
                span: ai.analysis
                tags: {provider: return.provider, source: "=scanner"}
            """);

    assertThat(rule.origin()).hasToString("rules.yaml:2");
    assertThat(rule.methods())
        .containsExactly(MethodPattern.parse("**.AIServiceManager#analyzeWithFailover"));
    assertThat(rule.span()).isEqualTo("ai.analysis");
    assertThat(rule.tags())
        .containsExactly(
            new TagRule(at(4), "provider", read("return.provider")),
            new TagRule(at(4), "source", new TagValue.Literal("scanner")));
    assertThat(rule.metrics()).isEmpty();
  }

  @Test
  void metrics_haveTheirPartsAndTheTagsOfTheRule() {
    Rule rule =
        only(
            """
            rules:
              - method: com.acme.Scanner#scan
                tags:
                  type: return.fileType
                  host: this.host
                metrics:
                  - count: vulnerabilities.found
                    each: return.findings
                    when: item.real
                    unless: item.severity == LOW
                    tags:
                      type: item.type
                  - histogram: files.size
                    value: return.sizeBytes
                    unit: bytes
            """);

    assertThat(rule.span()).isNull();
    assertThat(rule.tags()).as("of a span that is not there").isEmpty();
    assertThat(rule.metrics())
        .containsExactly(
            new MetricRule(
                at(7),
                MetricType.COUNTER,
                "vulnerabilities.found",
                null,
                Unit.COUNT,
                ValuePath.parse("return.findings"),
                List.of(
                    new Condition(at(9), ValuePath.parse("item.real"), null, true),
                    new Condition(at(10), ValuePath.parse("item.severity"), "LOW", false)),
                null,
                List.of(
                    new TagRule(at(5), "host", read("this.host")),
                    new TagRule(at(12), "type", read("item.type")))),
            new MetricRule(
                at(13),
                MetricType.HISTOGRAM,
                "files.size",
                ValuePath.parse("return.sizeBytes"),
                Unit.BYTES,
                null,
                List.of(),
                null,
                List.of(
                    new TagRule(at(4), "type", read("return.fileType")),
                    new TagRule(at(5), "host", read("this.host")))));
  }

  @Test
  void oneMetric_mayStandInTheRuleItself() {
    Rule rule =
        only(
            """
            rules:
              - method: ["**.CircuitBreaker#execute", "**.CircuitBreaker#call"]
                on-change: this.state
                count: circuit_breaker.event
                tags: {name: this.name, event: this.state}
            """);

    assertThat(rule.methods()).hasSize(2);
    MetricRule metric = rule.metrics().get(0);
    assertThat(metric.onChange()).isEqualTo(ValuePath.parse("this.state"));
    assertThat(metric.tags()).extracting(TagRule::key).containsExactly("name", "event");
  }

  @Test
  void selectors_areClassesAndMayReplaceTheMethod() {
    Rule rule =
        only(
            """
            rules:
              - method: "*#scan"
                implements: com.acme.Scanner
                extends: "**.Base"
                annotated: com.acme.Timed
                span: scan
            """);
    assertThat(rule.selectors())
        .containsExactly(
            new Selector(Selector.Kind.IMPLEMENTS, TypePattern.parse("com.acme.Scanner")),
            new Selector(Selector.Kind.EXTENDS, TypePattern.parse("**.Base")),
            new Selector(Selector.Kind.ANNOTATED, TypePattern.parse("com.acme.Timed")));

    assertThat(only("rules:\n  - {annotated: com.acme.Timed, span: timed}").methods())
        .containsExactly(MethodPattern.parse("**#*"));
  }

  @ParameterizedTest
  @CsvSource({
    "'enabled: true\nrules: []', true",
    "'enabled: False\nrules: []', false",
    "'enabled: false', false",
    "'rules: []', true"
  })
  void file_mayBeDisabled(String yaml, boolean enabled) {
    RuleSet set = RulesReader.read("rules.yaml", yaml);

    assertThat(set.problems()).isEmpty();
    assertThat(set.enabled()).isEqualTo(enabled);
    assertThat(set.rules()).isEmpty();
  }

  @Test
  void conditions_areMetByTheValue_andNeverByNull() {
    Condition when = Condition.parse(at(1), "return.bad", true);
    assertThat(when.isMetBy(true)).isTrue();
    assertThat(when.isMetBy(false)).isFalse();
    assertThat(when.isMetBy((Boolean) null)).isFalse();
    Condition unless = Condition.parse(at(1), "return.kind == a b", false);
    assertThat(unless.isMetBy("a b")).isFalse();
    assertThat(unless.isMetBy("b")).isTrue();
    assertThat(unless.isMetBy((String) null)).isFalse();
  }

  @Test
  void ruleWithAProblem_doesNotAffectOthers() {
    RuleSet set =
        RulesReader.read(
            "rules.yaml",
            """
            rules:
              - {method: a.B#c, span: first}
              - {method: a.B#d, spam: second}
              - {method: a.B#e, span: third}
            """);

    assertThat(set.rules()).extracting(Rule::span).containsExactly("first", "third");
    assertThat(set.problems())
        .extracting(RuleProblem::toString)
        .containsExactly("rules.yaml:3: 'spam' is not a key of a rule; nearest: span");
  }

  private static Origin at(int line) {
    return new Origin("rules.yaml", line);
  }

  private static TagValue read(String path) {
    return new TagValue.Read(ValuePath.parse(path));
  }

  private static Rule only(String yaml) {
    RuleSet set = RulesReader.read("rules.yaml", yaml);
    assertThat(set.problems()).isEmpty();
    assertThat(set.rules()).hasSize(1);
    return set.rules().get(0);
  }
}
