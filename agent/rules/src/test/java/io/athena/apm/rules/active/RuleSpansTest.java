package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.scan.FileScanner;
import com.acme.scan.Result;
import io.athena.apm.rules.Rule;
import io.athena.apm.rules.RulesReader;
import io.athena.apm.spans.SpanContext;
import io.athena.apm.spans.SpanScope;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.ClassMembers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The span of a rule. */
class RuleSpansTest {

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  @Test
  void methodThatReturns_hasDurationAndTotal() throws Exception {
    fixture.use(
        """
        rules:
          - method: "com.acme.scan.FileScanner#scan(String)"
            span: file.scan
            tags: {path: arg0, length: return, source: "=scanner"}
        """);

    fixture.create(FileScanner.class).call("scan", "abc");

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "file.scan.duration{error:none,length:3,path:abc,source:scanner} 1 sum 1000",
            "file.scan.total{length:3,path:abc,source:scanner} 1");
  }

  @Test
  void methodThatThrows_hasAnError_andThrowsTheSame() throws Exception {
    fixture.use(
        """
        rules:
          - method: "com.acme.scan.Result#fail"
            span: give
            tags: {state: this.state, result: return.state}
        """);
    RuntimeException problem = new IllegalStateException("x");
    WovenObject woven = fixture.create(Result.class);

    assertThatThrownBy(() -> woven.call("fail", problem)).isSameAs(problem);
    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "give.duration{error:IllegalStateException,result:none,state:OPEN} 1 sum 1000",
            "give.total{result:none,state:OPEN} 1",
            "give.error{error:IllegalStateException,result:none,state:OPEN} 1");
  }

  @Test
  void spanOfARuleThatIsRemovedMeanwhile_ends() {
    Spans spans = new Spans(1);
    RuleMeasurements measurements = new RuleMeasurements(() -> 1, spans);
    String yaml = "rules: [{method: 'com.acme.scan.FileScanner#scan', span: file.scan}]";
    Rule read = RulesReader.read("rules.yaml", yaml).rules().get(0);
    var rule =
        new CompiledRule(read, new RuleState(read.content()), fixture.registry, spans, text -> {});
    var scan = new ClassMembers.Member(0, "scan", "()V");
    int method = measurements.number(rule, "com.acme.scan.FileScanner", scan, false);
    long began = measurements.begin(method);
    SpanContext span = spans.current();
    measurements.remove(List.of(rule));

    measurements.end(method, began, null, null, null, null, null, null);

    assertThat(spans.current()).isNull();
    SpanScope nothing = spans.adopt(span);
    assertThat(spans.enclosing(RuleMeasurements.class)).isNull();
    spans.resume(nothing);
  }

  @Test
  void spanThatIsSampled_isKeptWithItsTags() throws Exception {
    fixture.use(
        """
        rules:
          - method: "com.acme.scan.FileScanner#read(String)"
            span: file.read
            tags: {path: arg0}
        """);

    fixture.create(FileScanner.class).call("read", "abc");

    assertThat(fixture.spans.drain())
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.name()).isEqualTo("file.read");
              assertThat(span.tags()).hasToString("error:none,path:abc");
            });
  }

  @Test
  void twoRulesOnOneMethod_bothMeasure() throws Exception {
    fixture.use(
        """
        rules:
          - {method: "com.acme.scan.FileScanner#read", span: one}
          - {method: "**.FileScanner#read", count: two, tags: {path: return}}
        """);

    fixture.create(FileScanner.class).call("read", "abc");

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "one.duration{error:none} 1 sum 1000", "one.total{} 1", "two{path:abc} 1");
  }
}
