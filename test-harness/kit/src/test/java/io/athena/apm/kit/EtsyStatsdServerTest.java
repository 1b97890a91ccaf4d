package io.athena.apm.kit;

import static io.athena.apm.kit.Limits.LONG;
import static io.athena.apm.kit.Limits.SHORT;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.command.statsd.GraphiteLine;
import io.athena.apm.command.statsd.PlainLine;
import io.athena.apm.command.statsd.StatsdTotals;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One server for all: each test has names of its own. */
class EtsyStatsdServerTest {

  private static EtsyStatsdServer server;

  @BeforeAll
  static void start() {
    server = EtsyStatsdServer.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void counters_areSummedAndScaledByTheirRates() {
    send("sum.a:1|c\nsum.a:2|c|@0.5", "sum.b:0.25|c");

    assertThat(server.counters()).containsEntry("sum.a", 5.0).containsEntry("sum.b", 0.25);
  }

  @Test
  void counter_infinityIsReadToo() {
    send("c.zero:1|c|@0");

    assertThat(server.counters()).containsEntry("c.zero", Double.POSITIVE_INFINITY);
  }

  @Test
  void gauges_keepTheLastValueAndTakeSignedOnesForChanges() {
    send("neg:-5|g", "delta:10|g\ndelta:-3|g", "sci:1.0E-5|g");

    assertThat(server.gauges())
        .containsEntry("neg", -5.0)
        .containsEntry("delta", 7.0)
        .containsEntry("sci", 1.0E-5);
  }

  @Test
  void timers_keepEveryValueAndCountByTheRate() {
    send("t:1|ms:2.5|ms|@0.1", "t:3|ms");

    assertThat(server.timers()).containsEntry("t", List.of(1.0, 2.5, 3.0));
    assertThat(server.timerCounts()).containsEntry("t", 12.0);
  }

  @Test
  void timers_areNotShortenedHoweverManyValues() {
    var values = IntStream.range(0, 5_000).mapToObj(i -> (double) i).toList();
    send("long" + values.stream().map(value -> ":" + value + "|ms").collect(joining()));

    assertThat(server.timers().get("long")).containsExactlyElementsOf(values);
  }

  @Test
  void badLines_areCountedAndNamedInTheLog() {
    var before = server.badLines();
    send("packed:1:2:3|ms", "negms:-1|ms", "good:1|c");

    assertThat(server.badLines() - before).isEqualTo(3);
    assertThat(server.awaitLog("negms:-1|ms", LONG)).contains("Bad line");
    assertThat(server.timers()).containsEntry("packed", List.of(3.0));
  }

  @Test
  void histograms_becomeCounters() {
    send("d.as:7|d", "d.as:3|d");

    assertThat(server.counters()).containsEntry("d.as", 10.0);
  }

  @Test
  void tags_becomePartOfTheName() {
    send("tagged:1|c|#k:v,l:w");

    assertThat(server.counters()).containsEntry("tagged;k=v;l=w", 1.0);
  }

  @Test
  void parser_readsTheServersMindOnGoodLines() {
    var lines =
        List.of("mind.c:3|c|@0.1", "mind.c:3|c", "mind.g:4|g", "mind.g:-1|g", "mind.t:5|ms|@0.3");
    lines.forEach(server::send);
    server.barrier();
    var totals = StatsdTotals.of(lines, PlainLine::parse);

    assertThat(server.counters()).containsEntry("mind.c", totals.counter("mind.c"));
    assertThat(server.gauges()).containsEntry("mind.g", totals.gauge("mind.g"));
    assertThat(server.timerCounts()).containsEntry("mind.t", totals.distribution("mind.t").count());
  }

  @Test
  void parser_readsTheServersMindOnGraphitesTags() {
    var lines =
        List.of(
            "mind.tags;cache=a.b;env=prod:3|c",
            "mind.tags;cache=a.b;env=prod:4|c|@0.5",
            "mind.tags;cache=c-d:1|ms|@0.25");
    lines.forEach(server::send);
    server.barrier();
    var totals = StatsdTotals.of(lines, GraphiteLine::parse);

    assertThat(server.counters())
        .containsEntry("mind.tags;cache=a.b;env=prod", totals.counter("mind.tags", "env", "prod"));
    assertThat(server.timerCounts())
        .containsEntry(
            "mind.tags;cache=c-d", totals.distribution("mind.tags", "cache", "c-d").count());
  }

  @Test
  void barrier_comesAfterEveryDatagramSentBefore() {
    for (int round = 1; round <= 20; round++) {
      IntStream.range(0, 50).forEach(i -> server.send("barrier.test:1|c"));
      server.barrier();
      assertThat(server.counters()).containsEntry("barrier.test", round * 50.0);
    }
  }

  @Test
  void barrier_leavesNoCounterToSee() {
    server.barrier();

    assertThat(server.counters().keySet()).noneMatch(name -> name.startsWith("athena."));
  }

  @Test
  void awaitCounter_returnsWhenTheValueIsReached() {
    server.send("awaited:1|c");
    server.send("awaited:1|c");

    server.awaitCounter("awaited", 2, LONG);
  }

  @Test
  void awaitCounter_failsWithSimilarCounters() {
    send("cache.hit:1|c", "other:1|c");

    assertThatThrownBy(() -> server.awaitCounter("cache.miss", 1, SHORT))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("no counter cache.miss = 1.0", "cache.hit = 1.0")
        .hasMessageNotContaining("other");
  }

  @Test
  void close_endsTheProcess() {
    var other = EtsyStatsdServer.start();
    var port = other.port();
    other.close();

    try (var listener = UdpListener.start(port)) {
      assertThat(listener.port()).isEqualTo(port);
    }
  }

  @Test
  void server_endsWithTheJvmThatStartedItEvenIfThatIsKilled() {
    var classPath = System.getProperty("java.class.path");
    var builder = ForkedJvm.builder().classPath(classPath, ServingMain.class.getName());
    try (var jvm = builder.start()) {
      var port = Integer.parseInt(jvm.awaitOut("^[0-9]+$", LONG));
      assertThat(isFree(port)).isFalse();

      jvm.kill();

      assertThat(Polling.until(() -> isFree(port), LONG)).isTrue();
    }
  }

  private static boolean isFree(int port) {
    try (var listener = UdpListener.start(port)) {
      return listener.port() == port;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static void send(String... datagrams) {
    List.of(datagrams).forEach(server::send);
    server.barrier();
  }
}
