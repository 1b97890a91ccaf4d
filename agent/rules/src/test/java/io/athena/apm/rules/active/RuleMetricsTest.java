package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.scan.FileScanner;
import com.acme.scan.Result;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Sample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics of a rule. */
class RuleMetricsTest {

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  /** A result of a measured call; read by rules for {@code give}. */
  private WovenObject measuring(String metric) throws Exception {
    fixture.use(
        "rules:\n  - method: com.acme.scan.Result#*(*)\n    metrics: [{%s}]\n"
            .replace("#*(*)", "#give")
            .formatted(metric));
    assertThat(fixture.logged()).isEmpty();
    return fixture.create(Result.class);
  }

  private static void give(WovenObject result) throws Exception {
    result.call("give", result.target());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count: c                                              | c{} 1",
        "count: c, value: return.size                          | c{} 1720",
        "count: c, value: return.share                         | c{} 0",
        "histogram: h, value: return.size, unit: bytes         | h{} 1 sum 1720",
        "gauge: g, value: return.share, unit: ratio            | g{} 0.25",
        "count: c, tags: {t: return.type, s: '=x', n: this.no} | c{n:none,s:x,t:java} 1",
        "count: c, when: return.malicious                      | c{} 1",
        "count: c, unless: return.type.empty                   | c{} 1",
        "count: c, when: return.state == OPEN                  | c{} 1",
        "count: c, when: return.state==OPEN                    | c{} 1",
        "count: c, when: return.state== OPEN                   | c{} 1",
        "count: c, when: return.state == 'OPEN'                | c{} 1",
        "count: c, unless: 'return.state ==\"CLOSED\"'         | c{} 1",
        "count: c, unless: return.state == CLOSED              | c{} 1"
      })
  void metric_isRecorded(String metric, String expected) throws Exception {
    WovenObject result = measuring(metric);

    give(result);

    assertThat(fixture.measured()).containsExactly(expected.trim());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "count: c, unless: return.malicious",
        "count: c, when: return.type.empty",
        "count: c, when: return.state == CLOSED",
        "count: c, unless: return.state == OPEN",
        "count: c, when: return.findings",
        "count: c, unless: return.findings",
        "count: c, value: return.findings",
        "gauge: g, value: return.findings",
        "count: c, each: return.findings"
      })
  void conditionThatIsNotMet_orAValueThatIsNull_recordsNothing(String metric) throws Exception {
    WovenObject result = measuring(metric);

    give(result);

    assertThat(fixture.measured()).isEmpty();
    assertThat(fixture.logged()).isEmpty();
  }

  @Test
  void unitThatAnEditChanges_isTheNewOne() throws Exception {
    String rules =
        """
        rules:
          - method: com.acme.scan.FileScanner#read(String)
            metrics:
              - {gauge: length, value: return.length, unit: bytes}
              - {histogram: lengths, value: return.length, unit: bytes}
        """;
    fixture.use(rules);
    fixture.create(FileScanner.class).call("read", "abc");
    fixture.use(rules.replace("bytes", "milliseconds"));
    fixture.create(FileScanner.class).call("read", "abcd");

    assertThat(units())
        .containsExactlyInAnyOrder(
            "length{} 4.0 MILLISECONDS", "lengths{} 1 BYTES", "lengths{} 1 MILLISECONDS");
  }

  private List<String> units() {
    List<String> units = new ArrayList<>();
    for (Sample sample : fixture.registry.snapshot().samples()) {
      String value =
          sample instanceof Sample.Recorded recorded
              ? recorded.distribution().count() + ""
              : sample instanceof Sample.Value gauge ? gauge.value() + "" : "";
      units.add(sample.series() + " " + value + " " + sample.series().metric().unit());
    }
    units.removeIf(each -> each.startsWith("athena.agent."));
    return units;
  }

  @Test
  void negativeCount_isRefusedWithOneLine() throws Exception {
    WovenObject result = measuring("count: c, value: return.size").set("size", -1L);

    give(result);
    give(result);
    give(result.set("size", 2L));

    assertThat(fixture.measured()).containsExactly("c{} 2");
    assertThat(fixture.logged())
        .containsExactly("rules.yaml:3: return.size gave a negative number, which is not recorded");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e300, -0x1p63, Double.NaN, Double.POSITIVE_INFINITY})
  void numberBeyondALong_isNotCounted_andReportedOnce(double share) throws Exception {
    WovenObject result = measuring("count: c, value: return.share").set("share", share);

    give(result);
    give(result);
    give(result.set("share", 2.0));

    assertThat(fixture.measured()).containsExactly("c{} 2");
    assertThat(fixture.logged())
        .containsExactly(
            "rules.yaml:3: return.share gave a number that is not finite or beyond 2^63, which is"
                + " not recorded");
  }

  @Test
  void gaugeThatIsNotANumber_isCountedAsUnsendable() throws Exception {
    give(measuring("gauge: g, value: return.share").set("share", Double.NaN));

    fixture.registry.snapshot();
    assertThat(fixture.registry.counters(Registry.UNSENDABLE).get("g").total()).isEqualTo(1);
  }

  @Test
  void pathThatCantBeRead_isReportedOnceWithItsLine_andOtherMetricsAreRecorded() throws Exception {
    fixture.use(
        """
        rules:
          - method: com.acme.scan.Result#give
            metrics:
              - count: good
              - histogram: bad
                value: return.sise
        """);
    WovenObject result = fixture.create(Result.class);

    give(result);
    give(result);

    assertThat(fixture.measured()).containsExactly("good{} 2");
    assertThat(fixture.logged())
        .containsExactly(
            "rules.yaml:5: return.sise can't be read: com.acme.scan.Result has no field or getter"
                + " 'sise'; nearest: size");
  }

  @Test
  void tagThatCantBeRead_isReportedOnceAtItsOwnLine_howeverManyMetricsHaveIt() throws Exception {
    fixture.use(
        """
        rules:
          - method: com.acme.scan.Result#give
            span: give
            tags:
              fine: return.size
              broken: return.tipe
            metrics:
              - count: a
              - count: b
                when:
                  return.sise
        """);

    give(fixture.create(Result.class));

    assertThat(fixture.logged())
        .containsExactly(
            "rules.yaml:6: return.tipe can't be read: com.acme.scan.Result has no field or getter"
                + " 'tipe'; nearest: type",
            "rules.yaml:11: return.sise can't be read: com.acme.scan.Result has no field or getter"
                + " 'sise'; nearest: size");
  }

  @Test
  void methodThatThrows_recordsOnlyMetricsThatReadTheError() throws Exception {
    fixture.use(
        """
        rules:
          - method: [com.acme.scan.Result#give, com.acme.scan.Result#fail]
            metrics:
              - count: returned
              - count: failed
                tags: {kind: error.class.simpleName}
        """);
    WovenObject result = fixture.create(Result.class);

    give(result);
    assertThatThrownBy(() -> result.call("fail", new IllegalStateException("x"))).hasMessage("x");

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder("returned{} 1", "failed{kind:IllegalStateException} 1");
  }

  @Test
  void getterThatCallsAMeasuredMethod_isNotCounted() throws Exception {
    fixture.use(
        """
        rules:
          - {method: com.acme.scan.Result#give, count: given, tags: {label: return.label}}
          - {method: com.acme.scan.Result#describe, span: describe}
        """);
    WovenObject result = fixture.create(Result.class);

    give(result);
    assertThat(fixture.measured()).containsExactly("given{label:label of java} 1");

    result.call("describe");
    assertThat(fixture.measured()).contains("describe.total{} 1");
  }
}
