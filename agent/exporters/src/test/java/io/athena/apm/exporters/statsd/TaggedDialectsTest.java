package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Graphite, Telegraf and gostatsd; and collectd, for what sets it apart. */
class TaggedDialectsTest {

  private final TestMetrics metrics = new TestMetrics();

  @ParameterizedTest
  @CsvSource({
    "COLLECTD, 't.v:0|g\nt.v:-5|g'",
    "GRAPHITE, 't;k=v:0|g\nt;k=v:-5|g'",
    "INFLUX,   't,k=v:0|g\nt,k=v:-5|g'",
    "NEWRELIC, 't:-5|g|#k:v'",
  })
  void negativeGauge_isSetToZeroFirst_whereASignMeansAChange(Dialect dialect, String lines) {
    metrics.gauge("t", Unit.COUNT, -5, "k", "v");

    assertThat(lines(dialect)).containsExactly(lines.replace("\\n", "\n"));
  }

  @ParameterizedTest
  @CsvSource({
    "COLLECTD, 'd.v:0.00001|ms', 'd.v:0.00002|ms'",
    "GRAPHITE, 'd;k=v:0.00001|ms', 'd;k=v:0.00002|ms'",
    "NEWRELIC, 'd:0.00001|ms|#k:v', 'd:0.00002|ms|#k:v'",
  })
  void duration_hasALineForEachValue(Dialect dialect, String first, String second) {
    metrics.duration("d", "k", "v").record(10);
    metrics.duration("d", "k", "v").record(20);

    assertThat(lines(dialect)).containsExactly(first, second);
  }

  @Test
  void telegrafsDuration_hasItsValuesInGroups() {
    metrics.duration("d", "k", "v").record(10);
    metrics.duration("d", "k", "v").record(20);

    assertThat(lines(Dialect.INFLUX)).containsExactly("d,k=v:0.00001|ms:0.00002|ms");
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, pages:40|ms", "COLLECTD, pages:40|ms", "GRAPHITE, pages:40|ms",
    "INFLUX, pages:40|h", "NEWRELIC, pages:40|h", "DOGSTATSD, pages:40|d",
  })
  void sizes_areHistograms_whereTheServerKnowsThem(Dialect dialect, String line) {
    metrics.histogram("pages", Unit.COUNT).record(40);

    assertThat(lines(dialect)).containsExactly(line);
  }

  @Test
  void collectd_getsNoRates() {
    Histogram histogram = metrics.duration("d");
    for (int i = 0; i < 250; i++) {
      histogram.record(50);
    }

    assertThat(lines(Dialect.COLLECTD)).hasSize(100).containsOnly("d:0.00005|ms");
  }

  @Test
  void telegraf_getsNoMoreThanFourHundredValues_ofAMillion() {
    Histogram histogram = metrics.duration("d");
    for (int i = 0; i < 1_000_000; i++) {
      histogram.record(i * 1_000L);
    }

    List<String> lines = lines(Dialect.INFLUX);
    assertThat(String.join("", lines).split("ms", -1)).hasSize(401);
    assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(1_432));
  }

  private List<String> lines(Dialect dialect) {
    return CollectedLines.of(metrics.snapshot(), dialect, Tags.NONE);
  }
}
