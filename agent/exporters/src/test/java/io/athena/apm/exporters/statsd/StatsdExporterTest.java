package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatsdExporterTest {

  private final StatsdFixture normal = new StatsdFixture(Dialect.PLAIN, 100, 1_432);

  @Test
  void flush_isPackedIntoDatagrams_andAccountedFor() {
    for (int i = 0; i < 250; i++) {
      normal.metrics.counter("c", "k", "v" + i).increment();
    }

    assertThat(normal.flushed())
        .hasSize(3)
        .allSatisfy(datagram -> assertThat(datagram.split("\n", -1)).hasSizeLessThanOrEqualTo(100))
        .allSatisfy(datagram -> assertThat(datagram.length()).isLessThanOrEqualTo(1_432));
    assertThat(normal.sent()).isEqualTo(250);
    assertThat(normal.failed() + normal.dropped()).isZero();
    normal.close();
    assertThat(normal.bytes()).isEqualTo(10 * 8 + 90 * 9 + 150 * 10 + 247);
  }

  @Test
  void flush_withNothingToSay_sendsNothing() {
    normal.metrics.counter("c");

    assertThat(normal.flushed()).isEmpty();
  }

  @Test
  void oversizeLine_isDropped_andTakesNothingElseWithIt() {
    normal.metrics.counter("a").increment();
    normal.metrics.counter("b", "k", "x".repeat(1_500)).increment();
    normal.metrics.counter("c").increment();

    assertThat(normal.flushed()).containsExactly("a:1|c\nc:1|c");
    assertThat(normal.sent()).isEqualTo(2);
    assertThat(normal.dropped()).isEqualTo(1);

    normal.flush();
    assertThat(normal.dropped()).as("it is dropped once").isEqualTo(1);
    assertThat(normal.reports)
        .singleElement()
        .asString()
        .startsWith("statsd: a line of 1506 bytes is longer than packet.size (1432) and is dropped")
        .contains(": b.xxx")
        .hasSizeLessThan(250);
  }

  @Test
  void oversizeLines_areToldOfOnce() {
    normal.metrics.counter("a", "k", "x".repeat(1_500)).increment();
    normal.metrics.counter("b", "k", "x".repeat(1_500)).increment();
    normal.flush();
    normal.metrics.counter("a", "k", "x".repeat(1_500)).increment();
    normal.flush();

    assertThat(normal.dropped()).isEqualTo(3);
    assertThat(normal.reports).hasSize(1);
  }

  @Test
  void negativeGauge_isNeverParted() {
    StatsdFixture pairs = new StatsdFixture(Dialect.PLAIN, 3, 1_432);
    pairs.metrics.gauge("a", Unit.COUNT, -1);
    pairs.metrics.gauge("b", Unit.COUNT, -2);

    assertThat(pairs.flushed()).containsExactly("a:0|g\na:-1|g", "b:0|g\nb:-2|g");
    assertThat(pairs.sent()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void negativeGauge_arrives_alsoWhereADatagramHasOneLine(Dialect dialect) {
    StatsdFixture single = new StatsdFixture(dialect, 1, 1_432);
    Receiver receiver = new Receiver(dialect);
    single.metrics.gauge("a", Unit.COUNT, -1);
    single.metrics.counter("b").increment();
    single.metrics.gauge("c", Unit.COUNT, -2);

    List<String> datagrams = single.flushed();

    datagrams.forEach(receiver::receive);
    assertThat(datagrams).hasSize(3);
    assertThat(receiver.gauge("a")).isEqualTo(-1);
    assertThat(receiver.gauge("c")).isEqualTo(-2);
    assertThat(single.dropped()).isZero();
  }

  @Test
  void flushThatLastsTooLong_endsInTime_andTheNextGoesOnWithTheRest() {
    StatsdFixture slow = new StatsdFixture(Dialect.PLAIN, 1, 1_432);
    for (String name : new String[] {"a", "b", "c", "d", "e"}) {
      slow.metrics.counter(name).increment();
    }
    slow.port.takes(StatsdFixture.INTERVAL.dividedBy(2), slow.clock);

    assertThat(slow.flushed()).containsExactly("a:1|c", "b:1|c");

    slow.metrics.counter("a").increment();
    assertThat(slow.flushed()).containsExactly("c:1|c", "d:1|c");
    assertThat(slow.flushed()).containsExactly("e:1|c", "a:1|c");
    assertThat(slow.flushed()).isEmpty();
    assertThat(slow.sent()).isEqualTo(6);
    assertThat(slow.failed()).isZero();
  }
}
