package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** What happens to the values while a packet can't be sent at all. */
class BrokenSocketTest {

  private final StatsdFixture statsd = new StatsdFixture(Dialect.PLAIN, 1, 1_432);

  @Test
  void failure_endsTheFlush_andKeepsTheValues() {
    statsd.metrics.counter("a").add(1);
    statsd.metrics.counter("b").add(2);
    statsd.port.breakWith(new IOException("Network is unreachable"));
    statsd.flush();
    assertThat(statsd.failed()).as("b was not written").isEqualTo(1);

    statsd.port.breakWith(null);

    assertThat(statsd.flushedLater()).containsExactly("a:1|c", "b:2|c");
    assertThat(statsd.sent()).isEqualTo(2);
  }

  @Test
  void failure_leavesTheEarlierPacketsOfTheFlushDelivered() {
    statsd.metrics.counter("a").add(1);
    assertThat(statsd.flushed()).containsExactly("a:1|c");
    statsd.metrics.counter("b").add(2);
    statsd.port.breakWith(new IOException("Network is unreachable"));
    statsd.flush();
    statsd.port.breakWith(null);

    assertThat(statsd.flushedLater()).containsExactly("b:2|c");
  }

  @Test
  void unknownHost_isReportedOnce_andItsEndOnce() {
    statsd.port.breakWith(new UnknownHostException("stats"));
    flushFourTimes();
    assertThat(statsd.reports)
        .containsExactly(
            "statsd stats:8125: unknown host; values are kept and sent when it is known");

    statsd.reports.clear();
    statsd.port.breakWith(null);
    flushFourTimes();
    assertThat(statsd.reports).containsExactly("statsd stats:8125: works again after 50 s");
  }

  @Test
  void anyOtherFailure_isReportedInItsOwnWords() {
    statsd.port.breakWith(new SecurityException());
    flushFourTimes();

    assertThat(statsd.reports)
        .containsExactly(
            "statsd stats:8125: java.lang.SecurityException; values are kept and sent when it works"
                + " again");
  }

  private void flushFourTimes() {
    for (int flush = 0; flush < 4; flush++) {
      statsd.metrics.counter("c").increment();
      statsd.flushLater();
    }
  }
}
