package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "PLAIN > c.v:1.234567899|c > c.v:0.000000001|c",
        "GRAPHITE > c;k=v:1.234567899|c > c;k=v:0.000000001|c",
        "DOGSTATSD > c:1.234567899|c|#k:v > c:0.000000001|c|#k:v",
        "COLLECTD > c.micros.v:1234567|c > c.micros.v:1|c",
        "INFLUX > c.micros,k=v:1234567|c > c.micros,k=v:1|c",
        "NEWRELIC > c.micros:1234567|c|#k:v > c.micros:1|c|#k:v",
      })
  void money_isADecimalOrWholeMillionths_whoseRestWaits(
      Dialect dialect, String first, String second) {
    var agent = new StatsdFixture(dialect, 100, 1_432);
    agent.metrics.money("c", "k", "v").add(1_234_567_899);
    assertThat(agent.flushed()).containsExactly(first);

    agent.metrics.money("c", "k", "v").add(dialect.cutsFractions() ? 101 : 1);
    assertThat(agent.flushedLater()).containsExactly(second);

    agent.close();
    assertThat(agent.reports).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"COLLECTD", "INFLUX", "NEWRELIC"})
  void lessThanAMillionth_isNotSent(Dialect dialect) {
    var agent = new StatsdFixture(dialect, 100, 1_432);
    agent.metrics.money("c", "k", "v").add(999);

    assertThat(agent.flushed()).isEmpty();
    agent.close();
  }
}
