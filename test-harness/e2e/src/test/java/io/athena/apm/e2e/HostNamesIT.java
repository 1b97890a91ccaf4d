package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.statsd.DogStatsdLine;
import io.athena.apm.command.statsd.StatsdTotals;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.Requirement;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A name whose address changes. The JDK resolves names by a file here, which it reads at each
 * look-up. What it remembers of them is the application's, for 30 s unless a test says more.
 */
class HostNamesIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";
  private static final String MAIN = "com.acme.Main";
  private static final String OLD = "127.0.0.1";
  private static final String NEW = "127.0.0.2";

  /** Sent once with each flush. */
  private static final String ONCE_A_FLUSH = "athena.agent.series:";

  @TempDir Path directory;

  /** The old receiver goes: what it has had and what its successor gets is all there was. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void statsd_isToldOfTheName_andFollowsItWhenTheReceiverHasMoved(Jdk jdk) throws IOException {
    var go = Pipe.in(directory, "go");
    setAddress("other.test", OLD);
    try (var first = UdpListener.start();
        var second = successor(first);
        var jvm =
            rememberingForEver(agent(jdk, "statsd", "100ms", first.port()))
                .classPath(Artifacts.classPath(), MAIN, "names", "stats.test", go.toString())
                .start()) {
      jvm.awaitOut("paused", Measured.LIMIT);
      jvm.awaitErr("statsd stats\\.test:\\d+: unknown host", Measured.LIMIT);
      setAddress("stats.test", OLD);
      jvm.awaitErr("statsd stats\\.test:\\d+: works again", Measured.LIMIT);
      awaitFlush(first); // It goes between two: what comes in the moment of its end is lost.
      assertThat(Measured.lines(first)).as("it had all, and is gone").isNotEmpty();
      setAddress("stats.test", NEW);
      second.awaitLine(line -> line.startsWith(ONCE_A_FLUSH), Measured.LIMIT);
      go.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      new Work(totals(first, second)).wasDone(2);
      assertThat(Account.of(jvm).sent()).isEqualTo(first.lines().size() + second.lines().size());
      assertThat(jvm.out()).as("what the application knows").contains("unknown", "still unknown");
    }
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void statsd_followsTheName_withinTwoFlushes(Jdk jdk) throws IOException {
    followsWithinTwoFlushes(port -> agent(jdk, "statsd", "1s", port));
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void datadog_followsTheName_withinTwoFlushes(Jdk jdk) throws IOException {
    followsWithinTwoFlushes(port -> agent(jdk, "datadog", "1s", port));
  }

  /** The old receiver stays, and would go on counting. */
  private void followsWithinTwoFlushes(IntFunction<ForkedJvmBuilder> agent) throws IOException {
    var go = Pipe.in(directory, "go");
    setAddress("stats.test", OLD);
    try (var first = UdpListener.start();
        var second = successor(first);
        var jvm =
            agent
                .apply(first.port())
                .classPath(Artifacts.classPath(), MAIN, "pause", go.toString())
                .start()) {
      jvm.awaitOut("paused", Measured.LIMIT);
      first.awaitLine(line -> line.startsWith(ONCE_A_FLUSH), Measured.LIMIT);
      setAddress("stats.test", NEW);
      var before = flushes(first);
      second.awaitLine(line -> line.startsWith(ONCE_A_FLUSH), Measured.LIMIT);
      go.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLineAnd(Account.LINE);
      new Work(totals(first, second)).wasDone(2);
      assertThat(Account.of(jvm).sent()).isEqualTo(first.lines().size() + second.lines().size());
      assertThat(flushes(first) - before).isBetween(0L, 2L);
    }
  }

  private ForkedJvmBuilder agent(Jdk jdk, String provider, String interval, int port) {
    return ForkedJvm.builder()
        .jdk(jdk)
        .agent(Artifacts.agent())
        .property("jdk.net.hosts.file", directory.resolve("hosts").toString())
        .environment("APM_PROVIDER", provider)
        .environment("APM_ENDPOINT", "stats.test:" + port)
        .environment("APM_STATSD_DIALECT", "dogstatsd")
        .environment("APM_FLUSH_INTERVAL", interval)
        .environment("APM_LOG_LEVEL", "info");
  }

  /** What was found, and what was not: the second has no system property. */
  private ForkedJvmBuilder rememberingForEver(ForkedJvmBuilder jvm) throws IOException {
    var security =
        Files.writeString(
            directory.resolve("security"),
            "networkaddress.cache.ttl=-1\nnetworkaddress.cache.negative.ttl=-1\n");
    return jvm.property("java.security.properties", security.toString());
  }

  /** Linux has the whole of 127.0.0.0/8; others have one address. */
  private static UdpListener successor(UdpListener first) throws IOException {
    Requirement.that(System.getProperty("os.name").equals("Linux"), "a second loopback address");
    return UdpListener.start(InetAddress.getByName(NEW), first.port());
  }

  private void setAddress(String name, String address) throws IOException {
    var written = Files.writeString(directory.resolve("hosts.new"), address + " " + name + "\n");
    Files.move(
        written,
        directory.resolve("hosts"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static void awaitFlush(UdpListener server) {
    var before = flushes(server);
    server.awaitLine(
        line -> line.startsWith(ONCE_A_FLUSH) && flushes(server) > before, Measured.LIMIT);
  }

  private static long flushes(UdpListener server) {
    return server.lines().stream().filter(line -> line.startsWith(ONCE_A_FLUSH)).count();
  }

  /** Of both receivers; events and service checks are no metrics. */
  private static StatsdTotals totals(UdpListener first, UdpListener second) {
    List<String> lines =
        Stream.of(first, second)
            .flatMap(server -> Measured.lines(server).stream())
            .filter(line -> !line.startsWith("_"))
            .toList();
    return StatsdTotals.of(lines, DogStatsdLine::parse);
  }
}
