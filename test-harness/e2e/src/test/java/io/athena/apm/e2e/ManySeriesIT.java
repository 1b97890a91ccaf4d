package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.EtsyStatsdServer;
import io.athena.apm.kit.UdpListener;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More lines than fit in a socket's buffer. */
class ManySeriesIT {

  @TempDir Path directory;

  /** The server's socket has the default buffer size. Once at a flush, once at the exit. */
  @Test
  void tenThousandSeries_allArriveAtTheEtsyServer() {
    var program = new ManySeries(10_000);
    var go = Pipe.in(directory, "go");
    try (var server = EtsyStatsdServer.start()) {
      var builder =
          program
              .at("127.0.0.1:" + server.port())
              .environment("APM_FLUSH_INTERVAL", "2s")
              .environment("APM_STATSD_DIALECT", "plain");
      try (var jvm = program.start(builder, go)) {
        server.awaitCounter("orders.9999", 1, Measured.LIMIT);
        go.write("again");
        jvm.awaitOut("counted again", Measured.LIMIT);
        go.write("end");
        assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
        StandardError.of(jvm).isTheStartLineAnd(Account.LINE);
        server.barrier();
        var orders = orders(server.counters());
        assertThat(orders)
            .hasSize(10_000)
            .allSatisfy((name, count) -> assertThat(count).isEqualTo(2));
        var account = Account.of(jvm);
        assertThat(account.sent()).isEqualTo(account.written()).isGreaterThanOrEqualTo(20_000);
        assertThat(server.badLines()).isZero();
      }
    }
  }

  private static Map<String, Double> orders(Map<String, Double> counters) {
    counters.keySet().removeIf(name -> !name.startsWith("orders."));
    return counters;
  }

  /** The flush at exit sends all of them. */
  @Test
  void datadog_sendsAHundredThousandLines_atSystemExit() {
    var program = new ManySeries(100_000);
    try (var server = UdpListener.start()) {
      var builder =
          program
              .at("127.0.0.1:" + server.port())
              .environment("APM_FLUSH_INTERVAL", "1h")
              .environment("APM_PROVIDER", "datadog");
      try (var jvm = program.startAndExit(builder)) {
        assertThat(jvm.awaitExit(Measured.LIMIT.multipliedBy(2))).isZero();
        StandardError.of(jvm).isTheStartLineAnd(Account.LINE);
        assertThat(ManySeries.arrived(Measured.lines(server))).isEqualTo(100_000);
        Account.of(jvm).isOf(server);
      }
    }
  }
}
