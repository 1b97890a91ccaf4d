package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.PendingValues;
import io.athena.apm.metrics.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Whatever fails meanwhile: in the end the server has exactly what was measured, and no more. */
class ConservationTest {

  private static final int SERIES = 5;

  private final long[] totals = new long[SERIES];

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "COLLECTD")
  void server_getsEveryCountOnce(Dialect dialect) {
    boolean folded = dialect == Dialect.PLAIN;
    for (int seed = 0; seed < 10; seed++) {
      Receiver server = new Receiver(dialect);
      StatsdFixture statsd = new StatsdFixture(dialect, 4, 300);

      long lines = run(new Random(seed), statsd, server::receive);

      for (int i = 0; i < SERIES; i++) {
        String suffix = folded ? ".v" + i : "";
        String[] tags = folded ? new String[0] : new String[] {"k", "v" + i};
        assertThat(server.counter("c" + suffix, tags)).isEqualTo((double) totals[i]);
        assertThat(server.distribution("h" + suffix, tags).count())
            .isEqualTo((double) distribution(statsd, i).count());
      }
      assertThat(server.gauge("g")).isEqualTo(-3);
      assertThat(statsd.sent()).isEqualTo(lines);
    }
  }

  @Test
  void dogStatsdServer_getsEveryValueAsOftenAsItWasRecorded() {
    for (int seed = 0; seed < 10; seed++) {
      Receiver server = new Receiver(Dialect.DOGSTATSD);
      StatsdFixture statsd = new StatsdFixture(Dialect.DOGSTATSD, 4, 300);

      run(new Random(seed), statsd, server::receive);

      for (int i = 0; i < SERIES; i++) {
        assertThat(server.distribution("h", "k", "v" + i).weights().values())
            .containsExactlyElementsOf(counts(distribution(statsd, i)));
      }
    }
  }

  /** Thirty flushes with failures, then as many good ones as it takes; gives the lines arrived. */
  private long run(Random random, StatsdFixture statsd, Consumer<String> server) {
    Arrays.fill(totals, 0);
    statsd.metrics.gauge("g", Unit.COUNT, -3);
    List<String> datagrams = new ArrayList<>();
    for (int flush = 0; flush < 30; flush++) {
      measure(random, statsd);
      disturb(random, statsd.port);
      datagrams.addAll(statsd.flushedLater());
    }
    statsd.port.open();
    statsd.port.breakWith(null);
    for (int flush = 0; flush < 3; flush++) {
      datagrams.addAll(statsd.flushedLater());
    }
    datagrams.forEach(server);
    return datagrams.stream().mapToLong(datagram -> datagram.lines().count()).sum();
  }

  private void measure(Random random, StatsdFixture statsd) {
    for (int i = 0; i < SERIES; i++) {
      int amount = 1 + random.nextInt(20);
      statsd.metrics.counter("c", "k", "v" + i).add(amount);
      totals[i] += amount;
      for (int values = random.nextInt(250); values > 0; values--) {
        statsd.metrics.duration("h", "k", "v" + i).record((long) Math.exp(random.nextDouble(25)));
      }
    }
  }

  private static void disturb(Random random, UdpPort port) {
    port.breakWith(random.nextInt(6) == 0 ? new IOException("no route") : null);
    if (random.nextBoolean()) {
      port.shut();
    } else {
      port.open();
    }
  }

  private static Distribution distribution(StatsdFixture statsd, int i) {
    return statsd.metrics.duration("h", "k", "v" + i).distribution();
  }

  private static List<Long> counts(Distribution distribution) {
    PendingValues all = new PendingValues().load(distribution, Distribution.EMPTY);
    return IntStream.range(0, all.size()).mapToObj(all::count).toList();
  }
}
