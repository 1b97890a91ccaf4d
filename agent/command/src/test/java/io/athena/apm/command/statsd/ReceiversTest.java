package io.athena.apm.command.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Where receivers differ. */
class ReceiversTest {

  @ParameterizedTest
  @EnumSource
  void everyDialect_readsASimpleLine_andOneLineOnly(Dialect dialect) {
    assertThat(totals(dialect, "a.b:3|c", "a.b:4|c").counter("a.b")).isEqualTo(7);
    assertThatThrownBy(() -> dialect.parse("a:1|c\nb:1|c")).isInstanceOf(MalformedLine.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '"',
      value = {
        "GRAPHITE         ! hit;cache=a.b;env=prod:2|c",
        "INFLUX           ! hit,cache=a.b,env=prod:2|c",
        "NEWRELIC         ! hit:2|c|#cache:a.b,env:prod",
        "DOGSTATSD        ! hit:2|c|#cache:a.b,env:prod",
        "TELEGRAF_DATADOG ! hit:2|c|c:ci-abc|#cache:a.b,env:prod",
        "TELEGRAF_DATADOG ! hit,env=prod:2|c|#cache:a.b",
      })
  void tags_areReadWhereTheDialectHasThem(Dialect dialect, String text) {
    StatsdLine line = dialect.parse(text);

    assertThat(line.name()).isEqualTo("hit");
    assertThat(line.tags()).isEqualTo(Map.of("cache", "a.b", "env", "prod"));
  }

  @ParameterizedTest
  @CsvSource({
    // rate 1/6 rounded up: the reciprocal is just below 6
    "PLAIN,    5.999988",
    "GRAPHITE, 5.999988",
    "NEWRELIC, 5.999988",
    "INFLUX,   5",
    "DOGSTATSD,5",
  })
  void timerCount_isScaledAsTheReceiverScalesIt(Dialect dialect, double count) {
    assertThat(totals(dialect, "t:7|ms|@0.166667").distribution("t").count())
        .isEqualTo(count, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"PLAIN, 9", "GRAPHITE, 9", "NEWRELIC, 9", "INFLUX, 1", "DOGSTATSD, 1"})
  void timerQuantiles_areWeighted_byTelegrafAndDatadogOnly(Dialect dialect, double median) {
    var values = totals(dialect, "t:1|ms|@0.1", "t:9|ms", "t:10|ms").distribution("t");

    assertThat(values.quantile(0.5)).isEqualTo(median);
  }

  @ParameterizedTest
  @CsvSource({"PLAIN, 7", "COLLECTD, 7", "GRAPHITE, 7", "INFLUX, 7", "NEWRELIC,-3", "DOGSTATSD,-3"})
  void signedGauge_isAChange_butForGostatsdAndDatadog(Dialect dialect, double value) {
    assertThat(totals(dialect, "g:10|g", "g:-3|g").gauge("g")).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '"',
      value = {
        "COLLECTD ! t:1|ms|@0.5            ! a rate, by which collectd divides the time",
        "COLLECTD ! t:1|ms:2|ms            ! more than one value",
        "GRAPHITE ! a;k=:1|c               ! has no value",
        "GRAPHITE ! a;=v:1|c               ! is not key=value",
        "GRAPHITE ! a;k=v;k=w:1|c          ! more than once",
        "GRAPHITE ! a;name=x:1|c           ! tag 'name' is Graphite's own",
        "GRAPHITE ! a;k=v w:1|c            ! tag value 'v w' is not",
        "GRAPHITE ! a;k=v:1|c|#x:y         ! tags are DogStatsD's",
        "GRAPHITE ! a;k=v:1|h              ! would be taken for a counter",
        "INFLUX   ! a,k=v:1:2:3|ms         ! '1' has no type",
        "INFLUX   ! a,k=v=w:1|c            ! tag value 'v=w' has other characters",
        "INFLUX   ! a,time=v:1|c           ! tag 'time' is reserved",
        "INFLUX   ! a,k=v\\:1|c            ! has other characters",
        "INFLUX   ! a,:1|c                 ! is not key=value",
        "INFLUX   ! a:1|c|#k:v             ! tags need datadog_extensions",
        "INFLUX   ! a:1|d                  ! type d needs datadog_distributions",
        "INFLUX   ! a:0.5|c                ! the fraction would be cut off",
        "INFLUX   ! a:-1|h                 ! a sign is for g and c only",
        "INFLUX   ! a:1|c:2|ms             ! more than one type",
        "NEWRELIC ! a:1|d                  ! type d is not known",
        "NEWRELIC ! a:1:2|ms               ! more than one value; the line counts once",
        "NEWRELIC ! _a:1|c                 ! name '_a' is not",
        "NEWRELIC ! a b:1|c                ! name 'a b' is not",
        "NEWRELIC ! a:1|c|#k:v|c:abc       ! a field behind the tags",
        "NEWRELIC ! a:1|c|T123             ! not a rate",
        "NEWRELIC ! a:NaN|g                ! not a finite decimal number",
        "TELEGRAF_DATADOG ! a:1:2|ms|#k:v  ! '1' has no type",
        "TELEGRAF_DATADOG ! a:1|d|#k:v     ! type d needs datadog_distributions",
        "TELEGRAF_DATADOG ! a:1|c|e:it-no  ! not a rate",
      })
  void lineThatTheReceiverLosesOrMistakes_isRefused(Dialect dialect, String line, String reason) {
    assertThatThrownBy(() -> dialect.parse(line))
        .isInstanceOf(MalformedLine.class)
        .hasMessageContaining(reason)
        .hasMessageEndingWith(line);
  }

  @Test
  void collectdName_ofMoreThan127Characters_isRefused() {
    assertThat(Dialect.COLLECTD.parse("n".repeat(127) + ":1|c").name()).hasSize(127);
    assertThatThrownBy(() -> Dialect.COLLECTD.parse("n".repeat(128) + ":1|c"))
        .hasMessageStartingWith("name longer than 127");
  }

  @Test
  void telegrafGroups_areValuesWithRatesOfTheirOwn() {
    assertThat(Dialect.INFLUX.parse("multi:1|ms:2|ms|@0.5:3|ms").samples())
        .extracting(Sample::value, Sample::weight)
        .containsExactly(tuple(1.0, 1L), tuple(2.0, 2L), tuple(3.0, 1L));
  }

  private static StatsdTotals totals(Dialect dialect, String... lines) {
    return StatsdTotals.of(List.of(lines), dialect::parse);
  }
}
