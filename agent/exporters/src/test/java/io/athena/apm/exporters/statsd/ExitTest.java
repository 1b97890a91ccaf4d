package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.Unit;
import org.junit.jupiter.api.Test;

/** How long the last flush may take, and what is reported of values that it leaves. */
class ExitTest {

  /** One packet for each line, each of which takes half an interval. */
  private final StatsdFixture slow = new StatsdFixture(Dialect.PLAIN, 1, 1_432);

  private void count(int series) {
    for (int i = 0; i < series; i++) {
      slow.metrics.counter("c" + i).increment();
    }
    slow.port.takes(StatsdFixture.INTERVAL.dividedBy(2), slow.clock);
  }

  @Test
  void lastFlush_goesOnForLongerThanAnInterval_andTheExitTellsWhatIsLeft() {
    count(9);
    slow.exit.begin();

    assertThat(slow.flushed()).as("in three quarters of the exit's time").hasSize(6);
    slow.close();

    assertThat(slow.account())
        .isEqualTo("6 lines written: 6 sent, 0 dropped, 0 failed; 3 series not sent");
  }

  @Test
  void flushThatTheExitMeets_givesWayToTheLast_whichGoesOnWhereItEnded() {
    count(4);
    slow.onPause(() -> slow.exit.begin());
    assertThat(slow.flushed()).as("the exit begins after the first").hasSize(2);
    slow.onPause(() -> {});

    assertThat(slow.flushed()).containsExactly("c2:1|c", "c3:1|c");
    slow.close();

    assertThat(slow.account()).isEqualTo("4 lines written: 4 sent, 0 dropped, 0 failed");
  }

  @Test
  void everyKindOfSeries_isToldOf_whereItsValuesAreLeft() {
    slow.metrics.counter("c").increment();
    slow.metrics.counter("never");
    slow.metrics.duration("h").record(5);
    slow.metrics.gauge("g", Unit.COUNT, 1);
    slow.port.shut();
    slow.exit.begin();
    slow.flush();
    slow.close();

    assertThat(slow.account())
        .startsWith("2 lines written: 0 sent, ")
        .endsWith("; 3 series not sent");
  }

  @Test
  void gauge_isToldOf_whereItsLatestValueHasNotLeft() {
    slow.metrics.gauge("a", Unit.COUNT, 1);
    slow.metrics.gauge("b", Unit.COUNT, 1);
    slow.flush();
    slow.metrics.gauge("b", Unit.COUNT, 2);
    slow.exit.begin();
    slow.passSeconds(30);
    assertThat(slow.flushed()).containsExactly("a:1|g", "b:1|g", "a:1|g");
    slow.close();

    assertThat(slow.account()).endsWith("; 1 series not sent");
  }
}
