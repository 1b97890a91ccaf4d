package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.Unit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void lonePacket_isTakenBackAtOnce_andGoesOutWithTheNextFlush() {
    small.port.shut();
    small.metrics.counter("c").add(5);
    assertThat(small.flushed()).isEmpty();
    assertThat(small.sent()).isZero();
    assertThat(small.failed()).isEqualTo(1);

    small.port.open();
    small.metrics.counter("c").add(2);

    assertThat(small.flushedLater()).containsExactly("c:7|c");
    assertThat(small.flushedLater()).isEmpty();
  }

  @Test
  void newsThatComesBetweenFlushes_takesTheLastPacketBackBeforeTheNext() {
    small.metrics.counter("c").add(1);
    small.flush();
    small.port.shut();
    small.port.newsIsLate(true);
    small.metrics.counter("c").add(5);
    small.flushLater();
    assertThat(small.sent()).as("nothing else is known yet").isEqualTo(2);

    small.port.newsIsLate(false);
    small.port.open();
    small.metrics.counter("c").add(2);
    small.port.receive();

    assertThat(small.flushedLater()).containsExactly("c:7|c");
    assertThat(small.sent()).isEqualTo(2);
    assertThat(small.failed()).isEqualTo(1);
  }

  @Test
  void newsAfterTheLastFlush_isWaitedForAMoment() {
    small.port.shut();
    small.port.newsIsLate(true);
    small.metrics.counter("c").increment();
    small.flush();
    assertThat(small.sent()).isEqualTo(1);

    small.onPause(() -> small.port.newsIsLate(false));
    small.close();

    assertThat(small.sent()).isZero();
    assertThat(small.failed()).isEqualTo(1);
  }

  @Test
  void lastFlush_thatWasLeftOut_goesOutAtTheEnd() {
    small.port.shut();
    small.metrics.counter("c").add(5);
    small.flush();
    small.port.open();
    small.metrics.counter("c").add(2);

    assertThat(small.flushed()).as("too soon").isEmpty();
    small.close();

    assertThat(small.port.receive()).containsExactly("c:7|c");
  }

  @Test
  void firstPacket_goesAhead_andItsErrorEndsTheFlush() {
    large.port.shut();
    large.port.newsIsLate(true);
    large.onPause(() -> large.port.newsIsLate(false));
    for (String name : new String[] {"a", "b", "c", "d"}) {
      large.metrics.counter(name).increment();
    }

    large.flush();

    assertThat(large.sent()).isZero();
    assertThat(large.failed()).as("a after all, and b; c and d were not written").isEqualTo(2);
    large.port.open();
    assertThat(large.flushedLater()).containsExactly("a:1|c", "b:1|c", "c:1|c", "d:1|c");
    assertThat(large.sent()).isEqualTo(4);
  }

  @Test
  void portThatClosesWithinAFlush_getsTheRestLater_andNothingTwice() {
    for (String name : new String[] {"a", "b", "c", "d"}) {
      large.metrics.counter(name).increment();
    }
    large.port.shutAfter(2);

    assertThat(large.flushed()).containsExactly("a:1|c", "b:1|c");
    large.port.open();

    assertThat(large.flushedLater()).containsExactly("c:1|c", "d:1|c");
    assertThat(large.sent()).isEqualTo(4);
    assertThat(large.failed()).as("c after all, and d").isEqualTo(2);
  }

  @Test
  void outage_isReportedOnce_andItsEndOnce() {
    small.port.shut();
    for (int flush = 0; flush < 6; flush++) {
      small.metrics.counter("c").increment();
      small.flushLater();
    }
    assertThat(small.reports).containsExactly(CLOSED);

    small.port.open();
    small.reports.clear();
    for (int flush = 0; flush < 5; flush++) {
      small.metrics.counter("c").increment();
      small.flushLater();
    }
    assertThat(small.reports)
        .singleElement()
        .asString()
        .startsWith("statsd stats:8125: works again after ");
  }

  /** The error comes so late that each flush seems to go well until the next begins. */
  @Test
  void outage_thatIsOnlyHeardOfBetweenFlushes_isNotOverInBetween() {
    small.port.shut();
    small.port.roundTrip(1);
    for (int flush = 0; flush < 20; flush++) {
      small.metrics.counter("c").increment();
      small.flushLater();
    }
    small.close();

    assertThat(small.reports).containsExactly(CLOSED);
    assertThat(small.sent()).isZero();
  }

  /**
   * Two intervals after the server is back it has all values, however late each error is heard of,
   * whenever in the interval it comes back, and whatever the back-off was drawn.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void serverThatIsBack_hasEverythingWithinTwoIntervals(int roundTrip) {
    for (int seed = 0; seed < 2_000; seed++) {
      StatsdFixture statsd = new StatsdFixture(Dialect.PLAIN, 100, 1_432, seed);
      statsd.port.roundTrip(roundTrip);
      statsd.port.shut();
      int outage = 1 + seed % 20;
      for (int flush = 0; flush < outage; flush++) {
        statsd.metrics.counter("c").increment();
        statsd.flushLater();
      }
      statsd.port.open();
      List<String> arrived = new ArrayList<>(statsd.flushedLater());
      arrived.addAll(statsd.flushedLater());

      assertThat(arrived).as("seed %s", seed).containsExactly("c:" + outage + "|c");
    }
  }

  @Test
  void gaugeOfALostPacket_isSentAsItIsNow() {
    small.port.shut();
    small.metrics.gauge("g", Unit.COUNT, 4);
    small.flush();
    small.port.open();

    assertThat(small.flushedLater()).containsExactly("g:4|g");
    assertThat(small.failed()).isEqualTo(1);
  }
}
