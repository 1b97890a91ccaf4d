package io.athena.apm.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.RuleFiles;
import io.athena.apm.rules.RuleSet;
import io.athena.apm.rules.active.ActiveRules;
import io.athena.apm.rules.active.RuleMeasurements;
import io.athena.apm.spans.Spans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code rules check} reports each line that the agent refuses. */
class RefusedRulesTest {

  /** One rule a line, each with a problem. */
  private static final String CORPUS =
      """
      text
      [a]
      {span: s}
      {method: a.B#c}
      {method: [], span: s}
      {method: {a: b}, span: s}
      {method: a.B, span: s}
      {method: a.B#, span: s}
      {method: 'a.B#c(', span: s}
      {method: 'a.B#c(..)', span: s}
      {method: 'a.B#c(List<String>)', span: s}
      {method: '**#*', span: s}
      {method: a.B#c, implements: '*', span: s}
      {method: a.B#c, extends: a..b, span: s}
      {method: a.B#c, annotated: '@a.B', span: s}
      {method: a.B#c, as: cache}
      {method: a.B#c, span: a b}
      {method: a.B#c, span: 12}
      {method: a.B#c, spam: s}
      {method: a.B#c, span: s, span: t}
      {method: a.B#c, count: true}
      {method: a.B#c, count: x, gauge: y, value: this.z}
      {method: a.B#c, histogram: x}
      {method: a.B#c, histogram: x, value: return, unit: ratio}
      {method: a.B#c, gauge: x, value: this.y, each: this.z}
      {method: a.B#c, span: s, when: return.x}
      {method: a.B#c, count: x, metrics: [{count: y}]}
      {method: a.B#c, metrics: {count: y}}
      {method: a.B#c, metrics: [{value: return.x}]}
      {method: a.B#c, count: x, value: retrun.y}
      {method: a.B#c, count: x, value: return..y}
      {method: a.B#c, count: x, value: return.a.b.c.d.e.f.g.h.i.j.k}
      {method: a.B#c, count: x, value: arg255}
      {method: a.B#c, count: x, when: item.y}
      {method: a.B#c, count: x, when: return.n > 5}
      {method: a.B#c, count: x, when: return.n ==}
      {method: a.B#c, count: x, on-change: return.y}
      {method: 'a.B#<init>', count: x, on-change: this.y}
      {method: a.B#c, count: x, unit: byte}
      {method: a.B#c, span: s, tags: [a]}
      {method: a.B#c, span: s, tags: {a: scanner}}
      {method: a.B#c, span: s, tags: {a: '='}}
      {method: a.B#c, span: s, tags: {'a:b': this}}
      {method: a.B#c, span: s, tags: {a: item.x}}
      {method: a.B#c, span: s, tags: {error: return.x}}
      {method: a.B#c, span: s, tags: {a: this, b: this, c: this, d: this, e: this, f: this}}
      {method: a.B#c, count: s, tags: {a: this, b: this, c: this, d: this, e: this, f: this, g: this}}
      {method: a.B#c, count: x, tags: {a: arg0, b: arg1, c: arg2, d: arg3}}
      {method: x.Y#c, gauge: shared, value: return}
      {method: x.Y#c, count: timed.total}
      """;

  @TempDir private Path directory;

  private final AgentLog log = new AgentLog();

  static Stream<String> refusedRules() {
    return CORPUS.lines();
  }

  @ParameterizedTest
  @MethodSource("refusedRules")
  void rule_isRefusedByTheAgent_andByTheCheck(String rule) throws IOException {
    List<Path> files =
        List.of(
            write("first.yaml", "rules: [{method: x.Y#z, span: timed, count: shared}]"),
            write("second.yaml", "rules:\n  - " + rule + "\n  - {method: x.Y#z, span: fine}"));

    List<String> reported = reported(files, 2);

    assertThat(reported).isNotEmpty().allMatch(line -> line.startsWith(files.get(1) + ":2: "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "- a",
        "rules:",
        "rules: {}",
        "enabled: maybe",
        "rules: [",
        "rules: !!set {}",
        "rules: &a []\nenabled: *a",
        "rulse: []"
      })
  void file_isRefusedByTheAgent_andByTheCheck(String yaml) throws IOException {
    assertThat(reported(List.of(write("file.yaml", yaml)), 0)).isNotEmpty();
  }

  @Test
  void fileThatIsNone_isRefusedByTheAgent_andByTheCheck() throws IOException {
    Path latin = directory.resolve("latin.yaml");
    Files.write(latin, new byte[] {'#', (byte) 0xe4});
    Path huge = write("huge.yaml", "#".repeat((1 << 20) + 1));

    assertThat(reported(List.of(directory, directory.resolve("absent.yaml"), latin, huge), 0))
        .hasSize(4);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  /** The agent's lines, which equal the lines of the check. */
  private List<String> reported(List<Path> files, int rules) {
    RuleSet set = new RuleFiles(files).read();
    activeRules().use(set);
    List<String> reported = new ArrayList<>();
    log.drain(line -> reported.add(line.message()));

    Outcome check =
        Outcome.of(
            Stream.concat(Stream.of("rules", "check"), files.stream().map(Path::toString))
                .toArray(String[]::new));

    assertThat(set.rules()).hasSize(rules);
    assertThat(check.out())
        .startsWith(reported.stream().collect(Collectors.joining("\n", "", "\n")))
        .endsWith(
            rules
                + " rules, "
                + reported.size()
                + (reported.size() == 1 ? " problem\n" : " problems\n"));
    assertThat(check.code()).isEqualTo(1);
    return reported;
  }

  private ActiveRules activeRules() {
    Spans spans = new Spans(0);
    Registry registry = new Registry(() -> 0, 1_000, (metric, tag) -> {}, failed -> {});
    RuleMeasurements measurements = new RuleMeasurements(() -> 0, spans);
    return new ActiveRules(measurements, registry, spans, log, origin -> true, List.of());
  }
}
