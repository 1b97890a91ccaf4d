package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.Unit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenBreakersTest {

  private static void breaker(StatsdFixture statsd, String name, double state) {
    statsd.metrics.gauge(
        "circuit_breaker.state", Unit.COUNT, state, "name", name, "library", "resilience4j");
  }

  @Test
  void openBreaker_isAnEventAndACheckAtOnce() {
    var statsd = new StatsdFixture(Dialect.DOGSTATSD, 10, 1_432);
    breaker(statsd, "payments", 2);
    breaker(statsd, "prices", 3);
    breaker(statsd, "closed", 0);
    breaker(statsd, "half open", 1);

    assertThat(String.join("\n", statsd.early()).lines())
        .containsExactlyInAnyOrder(
            "_e{30,4}:Circuit breaker payments: open|open|k:circuit_breaker.event:payments|t:warning"
                + "|#library:resilience4j,name:payments",
            "_sc|circuit_breaker.state|2|#library:resilience4j,name:payments",
            "_e{35,11}:Circuit breaker prices: forced open|forced open"
                + "|k:circuit_breaker.event:prices|t:warning|#library:resilience4j,name:prices",
            "_sc|circuit_breaker.state|2|#library:resilience4j,name:prices")
        .allSatisfy(io.athena.apm.command.statsd.Dialect.DOGSTATSD::read);
    assertThat(statsd.reports).isEmpty();
  }

  @Test
  void nameWithReservedCharacters_breaksNoLine() {
    var statsd = new StatsdFixture(Dialect.DOGSTATSD, 10, 1_432);
    breaker(statsd, "ä|b\n,c", 2);

    assertThat(String.join("\n", statsd.early()).lines())
        .hasSize(2)
        .allSatisfy(io.athena.apm.command.statsd.Dialect.DOGSTATSD::read);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DOGSTATSD")
  void dialectWithoutEvents_sendsNothingBeforeTheFlush(Dialect dialect) {
    var statsd = new StatsdFixture(dialect, 10, 1_432);
    breaker(statsd, "payments", 2);

    assertThat(statsd.early()).isEmpty();
    assertThat(statsd.flushed()).isNotEmpty();
  }
}
