package io.athena.apm.kit;

import static io.athena.apm.kit.Limits.LONG;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.athena.apm.kit.ReportingServer.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What collectd and netdata say of lines whose meaning is known. */
class ReportingServersTest {

  @TempDir private Path kit;

  @ParameterizedTest
  @EnumSource
  void counters_areSumsSinceTheStart(Kind kind) {
    try (var server = kind.start()) {
      send(server, "a.b-c:5|c\na.b-c:2|c", "plain:1|c");
      server.barrier();
      send(server, "a.b-c:7|c");
      server.barrier();

      assertThat(server.counters()).containsEntry("a.b-c", 14.0).containsEntry("plain", 1.0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void gauges_areTheLastValue(Kind kind) {
    try (var server = kind.start()) {
      send(server, "g.x:7|g\ng.x:0|g\ng.x:-3.5|g", "g:0.125|g");
      server.barrier();

      assertThat(server.gauges()).containsEntry("g.x", -3.5).containsEntry("g", 0.125);
    }
  }

  /** Behind a barrier an interval has just begun, and one datagram is read in one. */
  @ParameterizedTest
  @EnumSource
  void timers_areAReportForEachIntervalThatHadValues(Kind kind) {
    try (var server = kind.start()) {
      server.barrier();
      send(
          server,
          IntStream.rangeClosed(1, 99).mapToObj(i -> "t.x:" + i + "|ms").collect(joining("\n")));
      server.barrier();
      send(server, "t.x:12|ms\nt.y:1|ms");
      server.barrier();

      assertThat(server.timers()).containsOnlyKeys("t.x", "t.y");
      var reports = server.timers().get("t.x");
      assertThat(reports).hasSize(2);
      var report = reports.get(0);
      assertThat(report.count()).isEqualTo(99);
      assertThat(report.lowest()).isEqualTo(1);
      assertThat(report.highest()).isEqualTo(99);
      assertThat(report.mean()).isEqualTo(50);
      assertThat(report.median()).isCloseTo(50, within(1.0));
      assertThat(report.percentile95()).isCloseTo(94, within(1.0));
      assertThat(reports.get(1).count()).isEqualTo(1);
      assertThat(reports.get(1).mean()).isEqualTo(12);
    }
  }

  @ParameterizedTest
  @EnumSource
  void linesThatItCantRead_areTold(Kind kind) {
    try (var server = kind.start()) {
      send(server, "good:1|c");
      server.barrier();
      assertThat(server.troubles()).isEmpty();

      send(server, "nonsense");
      server.barrier();
      assertThat(server.troubles()).singleElement().asString().contains("nonsense");
    }
  }

  @ParameterizedTest
  @EnumSource
  void close_endsTheProcess_andLeavesNothing(Kind kind) throws IOException {
    var before = folders();
    var server = kind.start();
    var port = server.port();
    assertThat(folders()).hasSize(before.size() + 1);
    server.close();

    // Its children, which have the port, too, end a moment after it.
    assertThat(Polling.until(() -> isFree(port), Duration.ofSeconds(10))).isTrue();
    assertThat(folders()).isEqualTo(before);
  }

  private static Set<Path> folders() throws IOException {
    try (var folders = Files.list(ServerFolder.kit())) {
      return folders.collect(toSet());
    }
  }

  @ParameterizedTest
  @EnumSource
  void server_endsWithTheJvmThatStartedItEvenIfThatIsKilled(Kind kind) {
    kind.start().close();
    try (var jvm = serving(kind).start()) {
      var port = Integer.parseInt(jvm.awaitOut("^[0-9]+$", LONG));
      assertThat(isFree(port)).isFalse();

      jvm.kill();

      assertThat(Polling.until(() -> isFree(port), LONG)).isTrue();
    }
  }

  private ForkedJvmBuilder serving(Kind kind) {
    return ForkedJvm.builder()
        .property("athena.kit.directory", kit.toString())
        .classPath(
            System.getProperty("java.class.path"), ServingMain.class.getName(), kind.toString());
  }

  private static boolean isFree(int port) {
    try (var listener = UdpListener.start(port)) {
      return listener.port() == port;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private static void send(ReportingServer server, String... datagrams) {
    for (var datagram : datagrams) {
      Udp.send(server.port(), datagram);
    }
  }
}
