package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.statsd.Dialect;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A name with a changing address. The JDK resolves names by a file here, without a cache. */
class HostNamesIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";
  private static final String MAIN = "com.acme.Main";
  private static final String OLD = "127.0.0.1";
  private static final String NEW = "127.0.0.2";

  /** A metric that each flush sends once. */
  private static final String ONCE_A_FLUSH = "athena.agent.series:";

  @TempDir Path directory;

  /** The receiver moves to a new address: both receivers together get every count. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void statsd_followsTheReceiverToItsNewAddress(Jdk jdk) throws IOException {
    var go = Pipe.in(directory, "go");
    setAddress("other.test", OLD);
    try (var first = UdpListener.start();
        var second = successor(first);
        var jvm =
            agent(jdk, first.port())
                .classPath(Artifacts.classPath(), MAIN, "pause", go.toString())
                .start()) {
      jvm.awaitOut("paused", Measured.LIMIT);
      jvm.awaitErr("statsd stats\\.test:\\d+: unknown host", Measured.LIMIT);
      setAddress("stats.test", OLD);
      jvm.awaitErr("statsd stats\\.test:\\d+: works again", Measured.LIMIT);
      awaitFlush(
          first); // The receiver moves between two flushes: a line that arrives while it closes is
      // lost.
      assertThat(Measured.lines(first)).as("lines of the first receiver").isNotEmpty();
      setAddress("stats.test", NEW);
      second.awaitLine(line -> line.startsWith(ONCE_A_FLUSH), Measured.LIMIT);
      go.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      new Work(totals(first, second)).wasDone(2);
      assertThat(Account.of(jvm).sent()).isEqualTo(first.lines().size() + second.lines().size());
    }
  }

  private ForkedJvmBuilder agent(Jdk jdk, int port) throws IOException {
    var security =
        Files.writeString(
            directory.resolve("security"),
            "networkaddress.cache.ttl=0\nnetworkaddress.cache.negative.ttl=0\n");
    return ForkedJvm.builder()
        .jdk(jdk)
        .agent(Artifacts.agent())
        .property("jdk.net.hosts.file", directory.resolve("hosts").toString())
        .property("java.security.properties", security.toString())
        .environment("APM_ENDPOINT", "stats.test:" + port)
        .environment("APM_STATSD_DIALECT", "dogstatsd")
        .environment("APM_FLUSH_INTERVAL", "100ms")
        .environment("APM_LOG_LEVEL", "info");
  }

  /** Linux has all of 127.0.0.0/8; other systems have one address. */
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

  /** The totals of both receivers, without events and service checks. */
  private static StatsdTotals totals(UdpListener first, UdpListener second) {
    List<String> lines =
        Stream.of(first, second)
            .flatMap(server -> Measured.lines(server).stream())
            .filter(line -> !line.startsWith("_"))
            .toList();
    return StatsdTotals.of(lines, Dialect.DOGSTATSD::parse);
  }
}
