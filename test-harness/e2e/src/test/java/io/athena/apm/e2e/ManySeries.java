package io.athena.apm.e2e;

import io.athena.apm.command.statsd.Dialect;
import io.athena.apm.command.statsd.StatsdTotals;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import java.util.List;
import java.util.stream.Stream;

/** {@code com.acme.SeriesMain} with the agent: sending its many series takes some time. */
record ManySeries(int series) {

  /** Sends to this port unless a property overrides it, and always prints its account. */
  ForkedJvmBuilder at(String endpoint) {
    return Measured.jvm(Jdk.running(), 9)
        .environment("APM_ENDPOINT", endpoint)
        .environment("APM_SERIES_LIMIT", "1000000")
        .environment("APM_SHUTDOWN_TIMEOUT", "60s")
        .environment("APM_LOG_LEVEL", "info");
  }

  /** Continues when the pipe is written to. */
  ForkedJvm start(ForkedJvmBuilder builder, Pipe pipe) {
    var jvm = start(builder, Integer.toString(series), pipe.toString());
    jvm.awaitOut("counted", Measured.LIMIT);
    return jvm;
  }

  /** Ends by {@code System.exit}. */
  ForkedJvm startAndExit(ForkedJvmBuilder builder) {
    return start(builder, Integer.toString(series));
  }

  private static ForkedJvm start(ForkedJvmBuilder builder, String... arguments) {
    return builder
        .classPath(
            Artifacts.joined(Stream.of(Artifacts.programs(), Artifacts.api())),
            "com.acme.SeriesMain",
            arguments)
        .start();
  }

  /** The number of series that arrived. */
  static double arrived(List<String> lines) {
    return StatsdTotals.of(lines, Dialect.DOGSTATSD::parse).counter("orders");
  }
}
