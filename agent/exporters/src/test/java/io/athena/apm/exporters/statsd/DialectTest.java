package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DialectTest {

  @ParameterizedTest
  @EnumSource
  void dialect_isFoundByTheNameItShows(Dialect dialect) {
    assertThat(Dialect.of(dialect.toString())).isSameAs(dialect);
  }

  @Test
  void unknownDialect_isRefused_namingAllThatAreKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dialect.of("etsy"))
        .withMessage(
            "'etsy' is not a StatsD dialect; allowed are plain, collectd, graphite, influx,"
                + " newrelic, dogstatsd");
  }
}
