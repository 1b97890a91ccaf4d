package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.athena.apm.kit.EtsyStatsdServer;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.ReportingServer;
import io.athena.apm.kit.ReportingServer.Kind;
import io.athena.apm.kit.TimerReport;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reports of collectd and netdata. */
class ReportingServersIT {

  private static final int MOST_RUNS = 5;

  /** The error of the agent's histograms. */
  private static final Percentage QUANTILE = Percentage.withPercentage(2);

  /**
   * Adds one percent for the servers' own error. For the exact values 1 to 99 both report a median
   * of 50 and a 95th percentile of 94 ± 1 ({@code ReportingServersTest}): collectd sorts values
   * into buckets, and the servers define ranks differently. The etsy server returns the received
   * values, so only the agent's error is left.
   */
  private static final Percentage BUCKET = Percentage.withPercentage(3);

  @ParameterizedTest
  @EnumSource
  void program_isReportedAsMeasured(Kind kind) {
    for (int run = 1; ; run++) {
      try (var server = kind.start()) {
        runKnownMain(kind, server);
        countersAndGaugesAreExact(kind, server);
        var timers = server.timers();
        if (inOneInterval(timers) || run == MOST_RUNS) {
          timersAreReported(timers);
          return;
        }
      }
    }
  }

  /** The reference server returns each received value, and the scaled count. */
  @Test
  void timersOfTheEtsyServer_haveTheMeasuredQuantilesAndCount() {
    try (var server = EtsyStatsdServer.start();
        var jvm = knownMain("plain", server.port())) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLine();
      server.barrier();
      for (var name : List.of("order.pages", "ai.analysis.duration.none.gpt.none.success.openai")) {
        assertThat(server.timerCounts()).containsEntry(name, 99.0);
        hasQuantiles(server.timers().get(name), 99);
      }
      assertThat(server.timerCounts().get("order.weight")).isCloseTo(20_000, within(1e-6));
      hasQuantiles(server.timers().get("order.weight"), 20_000);
      assertThat(server.badLines()).isZero();
    }
  }

  /** The quantile of 1, 2, ... most by the server's rule: the value at the rounded rank. */
  private static void hasQuantiles(List<Double> values, int most) {
    var sorted = values.stream().sorted().toList();
    for (double share : new double[] {0.5, 0.9, 0.95, 0.99}) {
      var reported = sorted.get((int) Math.round(share * sorted.size()) - 1);
      assertThat(reported).as("%s of %s", share, most).isCloseTo(share * most, QUANTILE);
    }
  }

  private static ForkedJvm knownMain(String dialect, int port) {
    return Measured.jvm(Jdk.running(), port)
        .environment("APM_STATSD_DIALECT", dialect)
        .environment("APM_FLUSH_INTERVAL", "60m")
        .classPath(
            Artifacts.joined(Stream.of(Artifacts.programs(), Artifacts.api())),
            "com.acme.KnownMain")
        .start();
  }

  private static void runKnownMain(Kind kind, ReportingServer server) {
    try (var jvm = knownMain(Measured.dialect(kind), server.port())) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLine();
    }
    server.barrier();
  }

  private static void countersAndGaugesAreExact(Kind kind, ReportingServer server) {
    assertThat(server.counters())
        .containsEntry("orders.book", 20.0)
        .containsEntry("ai.analysis.total.gpt.none.success.openai", 99.0);
    assertThat(server.counters().entrySet())
        .filteredOn(counter -> counter.getKey().startsWith("orders.t"))
        .as("of two long names, each its own")
        .extracting(Map.Entry::getValue)
        .containsExactlyInAnyOrder(3.0, 4.0);
    assertThat(server.gauges())
        .containsEntry(kind.spelled("stock.Berlin"), 12.5)
        .containsEntry("temperature", -3.5);
    assertThat(server.troubles()).isEmpty();
  }

  /**
   * If not, an interval of the server ended during the last flush, and no report has all values.
   */
  private static boolean inOneInterval(Map<String, List<TimerReport>> timers) {
    return timers.values().stream().allMatch(reports -> reports.size() == 1);
  }

  private static void timersAreReported(Map<String, List<TimerReport>> timers) {
    for (var name : List.of("order.pages", "ai.analysis.duration.none.gpt.none.success.openai")) {
      var report = only(timers, name);
      assertThat(report.count()).as(name).isEqualTo(99);
      assertThat(report.lowest()).as(name).isCloseTo(1, BUCKET);
      assertThat(report.highest()).as(name).isCloseTo(99, BUCKET);
      assertThat(report.mean()).as(name).isCloseTo(50, within(1.0));
      assertThat(report.median()).as(name).isCloseTo(50, BUCKET);
      assertThat(report.percentile95()).as(name).isCloseTo(94.5, BUCKET);
    }
    var weight = only(timers, "order.weight");
    assertThat(weight.count()).as("values sent").isEqualTo(100);
    assertThat(weight.lowest()).as("the middle of the lowest hundredth").isCloseTo(100, BUCKET);
    assertThat(weight.highest()).as("and of the highest").isCloseTo(19_900, BUCKET);
    assertThat(weight.mean()).isCloseTo(10_000, BUCKET);
    assertThat(weight.median()).isCloseTo(10_000, BUCKET);
    assertThat(weight.percentile95()).isCloseTo(19_000, BUCKET);
  }

  private static TimerReport only(Map<String, List<TimerReport>> timers, String name) {
    assertThat(timers).containsKey(name);
    assertThat(timers.get(name)).hasSize(1);
    return timers.get(name).get(0);
  }
}
