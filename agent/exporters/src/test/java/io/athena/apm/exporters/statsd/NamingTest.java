package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Tags;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingTest {

  private final TestMetrics metrics = new TestMetrics();

  @Test
  void foldedOrder_isName_constantTags_ownTags_eachSortedByKey() {
    metrics.counter("m.n", "z", "own-z", "a", "own-a").increment();

    assertThat(line(Dialect.PLAIN, Tags.of("y", "const-y", "b", "const-b")))
        .isEqualTo("m.n.const-b.const-y.own-a.own-z:1|c");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o,           m.gpt-4o:1|c",
    "claude 3.5/haiku, m.claude_3_5_haiku:1|c",
    "'',               m.none:1|c",
    "é漢😀,             m.___:1|c",
    "a:b|c@d#e,        m.a_b_c_d_e:1|c",
  })
  void foldedValue_keepsOnlyWhatTheServerKeeps(String value, String line) {
    metrics.counter("m", "k", value).increment();

    assertThat(line(Dialect.PLAIN, Tags.NONE)).isEqualTo(line);
  }

  @Test
  void foldedName_neverEndsWithADot() {
    metrics.counter("m.").increment();

    assertThat(line(Dialect.PLAIN, Tags.NONE)).isEqualTo("m_:1|c");
  }

  @Test
  void collectdNames_areShortened_andStayDifferent() {
    metrics.counter("m", "k", "v".repeat(200) + "1").increment();
    metrics.counter("m", "k", "v".repeat(200) + "2").increment();

    assertThat(CollectedLines.of(metrics.snapshot(), Dialect.COLLECTD, Tags.NONE))
        .doesNotHaveDuplicates()
        .allSatisfy(line -> assertThat(line).startsWith("m.vvv").hasSize(112 + ":1|c".length()));
  }

  @ParameterizedTest
  @CsvSource({
    "GRAPHITE, m;env=prod;k=v:1|c",
    "INFLUX,   'm,env=prod,k=v:1|c'",
    "NEWRELIC, 'm:1|c|#env:prod,k:v'",
  })
  void tags_standWhereTheDialectHasThem(Dialect dialect, String line) {
    metrics.counter("m", "k", "v").increment();

    assertThat(line(dialect, Tags.of("env", "prod"))).isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource({
    "Model, gpt-4.1,        m;model=gpt-4.1:1|c",
    "name,  reputation,     m;name_=reputation:1|c",
    "url,   http://h/?a=b,  m;url=http___h__a_b:1|c",
    "k,     '~é;x',         m;k=___x:1|c",
    "'',    '',             m;none=none:1|c",
  })
  void graphiteTag_keepsWhatTheServerKeeps(String key, String value, String line) {
    metrics.counter("m", key, value).increment();

    assertThat(line(Dialect.GRAPHITE, Tags.NONE)).isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource({
    "Model, gpt-4.1,       'm,model=gpt-4.1:1|c'",
    "time,  now,           'm,time_=now:1|c'",
    "url,   http://h/?a=b, 'm,url=http_//h/?a_b:1|c'",
    "k,     'é漢, \\x',     'm,k=é漢___x:1|c'",
    "'',    '',            'm,none=none:1|c'",
  })
  void influxTag_keepsWhatALineCanCarry(String key, String value, String line) {
    metrics.counter("m", key, value).increment();

    assertThat(line(Dialect.INFLUX, Tags.NONE)).isEqualTo(line);
  }

  @Test
  void foldedOverflow_isNamed() {
    Registry small = new Registry(() -> 0, 0, (metric, tag) -> {}, problem -> {});
    small.counters(Metric.counter("m", List.of("k"), "")).get("one too many").increment();

    assertThat(CollectedLines.of(small.snapshot(), Dialect.PLAIN, Tags.of("env", "prod")))
        .containsExactly("m.prod.overflow:1|c");
    assertThat(CollectedLines.of(small.snapshot(), Dialect.DOGSTATSD, Tags.of("env", "prod")))
        .containsExactly("m:1|c|#env:prod,overflow:true");
  }

  @ParameterizedTest
  @CsvSource({
    "Model,    gpt-4o,        'm:1|c|#model:gpt-4o'",
    "a b:c,    d,             'm:1|c|#a_b_c:d'",
    "ключ,     é漢😀,          'm:1|c|#____:é漢😀'",
    "'',       '',            'm:1|c|#none:none'",
    "url,      http://h/?a=b, 'm:1|c|#url:http://h/?a=b'",
    "list,     'a,b|c d',     'm:1|c|#list:a_b_c_d'",
  })
  void tag_keepsWhatALineCanCarry(String key, String value, String line) {
    metrics.counter("m", key, value).increment();

    assertThat(line(Dialect.DOGSTATSD, Tags.NONE)).isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource({"cache.hit, cache.hit", "9lives, m_9lives", "_x, m__x", "a-b c/é, a_b_c__", "'', m_"})
  void taggedName_startsWithALetter(String name, String written) {
    metrics.counter(name).increment();

    assertThat(line(Dialect.DOGSTATSD, Tags.NONE)).isEqualTo(written + ":1|c");
  }

  @Test
  void ownTag_winsOverAConstantOneOfTheSameKey() {
    metrics.counter("m", "env", "own").increment();

    assertThat(line(Dialect.DOGSTATSD, Tags.of("ENV", "constant"))).isEqualTo("m:1|c|#env:own");
  }

  @Test
  void longNamesAndTags_areCutAt200_neverThroughACharacter() {
    metrics.counter("n".repeat(300), "k".repeat(300), "v".repeat(98) + "😀").increment();

    assertThat(line(Dialect.DOGSTATSD, Tags.NONE))
        .isEqualTo("n".repeat(200) + ":1|c|#" + "k".repeat(100) + ":" + "v".repeat(98));
  }

  @Test
  void halfACharacter_isNoReasonForInvalidBytes() {
    metrics.counter("m", "k", "\ud83d").increment();

    String line = line(Dialect.DOGSTATSD, Tags.NONE);

    assertThat(new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo("m:1|c|#k:_");
  }

  private String line(Dialect dialect, Tags constant) {
    List<String> lines = CollectedLines.of(metrics.snapshot(), dialect, constant);
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }
}
