package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.metrics.Unit;
import org.junit.jupiter.api.Test;

/** What happens to the values while nobody listens, by the rules of {@link UdpPort}. */
class ClosedPortTest {

  private static final String CLOSED =
      "statsd stats:8125: nobody listens there (port closed); values are kept and sent when it"
          + " answers";

  /** One packet for each flush. */
  private final StatsdFixture small = new StatsdFixture(Dialect.PLAIN, 100, 1_432);

  /** One packet for each line. */
  private final StatsdFixture large = new StatsdFixture(Dialect.PLAIN, 1, 1_432);

  @Test
  void lonePacket_isTakenBackAtTheNextFlush_whichSendsAgain() {
    small.port.shut();
    small.metrics.counter("c").add(5);
    assertThat(small.flushed()).isEmpty();
    assertThat(small.sent()).as("nothing else is known yet").isEqualTo(1);

    small.port.open();
    small.metrics.counter("c").add(2);

    assertThat(small.flushed())
        .as("what was written before the error came, then what had not arrived")
        .containsExactly("c:2|c", "c:5|c");
    assertThat(small.flushed()).isEmpty();
    assertThat(small.sent()).isEqualTo(2);
    assertThat(small.failed()).isEqualTo(1);
  }

  @Test
  void series_thatComesAfterTheFirstPacket_getsItsValuesBackWithinTheSameFlush() {
    large.metrics.counter("b").add(5);
    large.port.shut();
    large.flush();
    large.port.open();
    large.metrics.counter("a").add(1);
    large.metrics.counter("b").add(3);

    assertThat(large.flushed()).containsExactly("a:1|c", "b:3|c", "b:5|c");
    assertThat(large.flushed()).isEmpty();
  }

  @Test
  void secondPacket_thatMeetsTheError_endsTheFlush() {
    large.port.shut();
    for (String name : new String[] {"a", "b", "c", "d"}) {
      large.metrics.counter(name).increment();
    }

    large.flush();

    assertThat(large.sent()).isZero();
    assertThat(large.failed()).as("a after all, and b; c and d were not written").isEqualTo(2);
    large.port.open();
    assertThat(large.flushed()).containsExactly("a:1|c", "b:1|c", "c:1|c", "d:1|c");
    assertThat(large.sent()).isEqualTo(4);
  }

  @Test
  void outage_isReportedOnce_andItsEndOnce() {
    small.port.shut();
    small.metrics.counter("c").increment();
    for (int flush = 0; flush < 5; flush++) {
      small.passSeconds(10);
      small.metrics.counter("c").increment();
      small.flush();
    }
    assertThat(small.reports).containsExactly(CLOSED);

    small.port.open();
    small.reports.clear();
    for (int flush = 0; flush < 5; flush++) {
      small.passSeconds(10);
      small.metrics.counter("c").increment();
      small.flush();
    }
    assertThat(small.reports).containsExactly("statsd stats:8125: works again after 50 s");
  }

  @Test
  void outage_ofALargeFlush_isNotOverWhileEveryFlushStillMeetsIt() {
    large.port.shut();
    for (int flush = 0; flush < 5; flush++) {
      large.metrics.counter("a").increment();
      large.metrics.counter("b").increment();
      large.metrics.counter("c").increment();
      large.flush();
    }

    assertThat(large.reports).containsExactly(CLOSED);
  }

  @Test
  void gaugeOfALostPacket_isSentAgainAsItIsNow() {
    small.port.shut();
    small.metrics.gauge("g", Unit.COUNT, 4);
    small.flush();
    small.port.open();

    assertThat(small.flushed()).containsExactly("g:4|g", "g:4|g");
    assertThat(small.failed()).isEqualTo(1);
  }
}
