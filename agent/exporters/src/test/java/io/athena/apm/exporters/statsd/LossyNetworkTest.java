package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A network that drops packets without a trace: nobody can know, and nothing is made up. */
class LossyNetworkTest {

  private final StatsdFixture statsd = new StatsdFixture(Dialect.PLAIN, 1, 1_432);

  @Test
  void packetsThatVanish_countAsSent_andAreNotSentAgain() {
    statsd.port.dropEvery(3);
    long arrived = 0;
    for (int flush = 0; flush < 30; flush++) {
      for (int i = 0; i < 10; i++) {
        statsd.metrics.counter("c", "k", "v" + i).increment();
      }
      arrived += statsd.flushedLater().size();
    }

    assertThat(arrived).isEqualTo(200);
    assertThat(statsd.sent()).isEqualTo(300);
    assertThat(statsd.failed() + statsd.dropped()).isZero();
    assertThat(statsd.reports).isEmpty();
  }
}
