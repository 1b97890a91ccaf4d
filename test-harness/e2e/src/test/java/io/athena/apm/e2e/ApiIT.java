package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.athena.apm.command.statsd.StatsdTotals;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program that measures by the API. */
class ApiIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";
  private static final String PROGRAM = "com.acme.MeasuringMain";

  private static String classPath() {
    return Artifacts.joined(Stream.of(Artifacts.programs(), Artifacts.api()));
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void withTheAgent_everyMeasurementArrives(Jdk jdk) {
    var totals = Measured.run(jdk, 0, jvm -> jvm.classPath(classPath(), PROGRAM));
    spansArrived(totals);
    metricsArrived(totals);
    theDomainsWordsArrived(totals);
    assertThat(totals.has("athena.agent.error")).as("errors of the agent").isFalse();
    assertThat(totals.has("athena.agent.hook.skipped")).as("hooks left out").isFalse();
  }

  private static void spansArrived(StatsdTotals totals) {
    assertThat(totals.counter("order.ship.total", "outcome", "success")).isEqualTo(10);
    assertThat(totals.distribution("order.ship.duration", "outcome", "success").count())
        .isEqualTo(10);
    assertThat(totals.has("order.ship.error")).isFalse();
    var refused = new String[] {"method", "card", "error", "IllegalStateException"};
    assertThat(totals.counter("order.pay.error", refused)).isEqualTo(3);
    assertThat(totals.distribution("order.pay.duration", refused).count()).isEqualTo(3);
  }

  private static void metricsArrived(StatsdTotals totals) {
    assertThat(totals.counter("orders", "kind", "book")).isEqualTo(20);
    assertThat(totals.gauge("stock", "place", "Berlin")).isEqualTo(12.5);
    var pages = totals.distribution("order.pages");
    assertThat(pages.count()).isEqualTo(10);
    assertThat(pages.quantile(0)).as("plain numbers, not scaled").isEqualTo(40);
    assertThat(pages.quantile(1)).isEqualTo(49);
  }

  private static void theDomainsWordsArrived(StatsdTotals totals) {
    var analysis = new String[] {"provider", "openai", "model", "gpt", "operation", "none"};
    assertThat(totals.counter("ai.analysis.total", analysis)).isEqualTo(2);
    assertThat(totals.counter("ai.analysis.error", analysis)).isEqualTo(1);
    assertThat(totals.distribution("ai.analysis.duration", analysis).quantile(0.5))
        .isCloseTo(250, within(4.0));
    assertThat(totals.counter("cache.hit", "cache", "answers", "library", "api")).isEqualTo(2);
    assertThat(totals.counter("cache.miss", "cache", "answers", "library", "api")).isEqualTo(1);
    assertThat(totals.counter("circuit_breaker.event", "name", "payments", "event", "half_open"))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void withoutTheAgent_theProgramDoesTheSame(Jdk jdk) {
    try (var server = UdpListener.start();
        var jvm = Measured.unattended(jdk, server.port()).classPath(classPath(), PROGRAM).start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).as(() -> jvm.err().toString()).isZero();
      assertThat(jvm.out()).containsExactly("done");
      assertThat(jvm.err()).isEmpty();
      assertThat(Measured.lines(server)).isEmpty();
    }
  }
}
