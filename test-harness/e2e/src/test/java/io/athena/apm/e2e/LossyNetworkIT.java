package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.statsd.Dialect;
import io.athena.apm.command.statsd.StatsdTotals;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.LossyNetwork;
import io.athena.apm.kit.ReceivingMain;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A network loses three of ten datagrams, each of one line. The agent can't notice: they count as
 * sent, are not sent again, and are not reported.
 */
class LossyNetworkIT {

  private static final int PORT = 8125;
  private static final int LOST_PERCENT = 30;
  private static final int ENOUGH_LINES = 300;
  private static final int SIGTERM = 143;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void arrivedLines_areRight_andTheAccountHasAllLines(Jdk jdk) {
    var go = Pipe.in(directory, "go");
    try (var network = LossyNetwork.start(PORT, LOST_PERCENT);
        var receiver = receiver(network);
        var jvm = measured(jdk, network, go)) {
      jvm.awaitOut("measured", Measured.LIMIT);
      receiver.awaitOut("^stock:12\\.5\\|g", Measured.LIMIT);
      receiver.awaitOut("^temperature:-3\\.5\\|g", Measured.LIMIT);
      receiver.awaitOut(line -> receiver.out().size() > ENOUGH_LINES, Measured.LIMIT);
      go.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLineAnd(Account.LINE);
      var account = Account.of(jvm);
      assertThat(account.dropped() + account.failed()).isZero();

      var lines = linesOf(receiver);
      assertThat(lines.size() + network.lost()).isEqualTo(account.sent());
      assertThat(network.lost() * 100 / account.sent()).isBetween(10L, 50L);
      isRight(StatsdTotals.of(lines, Dialect.DOGSTATSD::parse));
    }
  }

  private static ForkedJvm receiver(LossyNetwork network) {
    var receiver =
        ForkedJvm.builder()
            .startedBy(network.command())
            .classPath(
                System.getProperty("java.class.path"),
                ReceivingMain.class.getName(),
                Integer.toString(PORT))
            .start();
    receiver.awaitOut("listening", Measured.LIMIT);
    return receiver;
  }

  private static ForkedJvm measured(Jdk jdk, LossyNetwork network, Pipe go) {
    return Measured.jvm(jdk, PORT)
        .startedBy(network.command())
        .environment("APM_BATCH_SIZE", "1")
        .environment("APM_LOG_LEVEL", "info")
        .classPath(
            Artifacts.joined(Stream.of(Artifacts.programs(), Artifacts.api())),
            "com.acme.KnownMain",
            go.toString())
        .start();
  }

  private static List<String> linesOf(ForkedJvm receiver) {
    receiver.terminate();
    assertThat(receiver.awaitExit(Measured.LIMIT)).isEqualTo(SIGTERM);
    return receiver.out().stream().filter(line -> !line.equals("listening")).toList();
  }

  /** No duplicates, no invented lines; the last value of each gauge has arrived. */
  private static void isRight(StatsdTotals totals) {
    assertThat(arrived(totals, "orders", "kind", "book")).isBetween(0.0, 20.0);
    assertThat(arrived(totals, "orders")).isBetween(0.0, 27.0);
    assertThat(arrived(totals, "ai.analysis.total")).isBetween(0.0, 99.0);
    assertThat(totals.gauge("stock", "place", "Berlin")).isEqualTo(12.5);
    assertThat(totals.gauge("temperature")).isEqualTo(-3.5);
    assertThat(totals.has("athena.agent.error")).isFalse();
  }

  private static double arrived(StatsdTotals totals, String counter, String... tags) {
    return totals.has(counter, tags) ? totals.counter(counter, tags) : 0;
  }
}
