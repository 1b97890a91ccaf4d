package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.ReceivingMain;
import io.athena.apm.kit.UdpListener;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A receiver is killed (SIGKILL) while lines are sent, and another takes its place. Lines in the
 * socket of the first are lost and count as sent; all others reach the second.
 */
class KilledReceiverIT {

  private static final ManySeries PROGRAM = new ManySeries(5_000);
  private static final String TROUBLE =
      "statsd .*(nobody listens|Broken pipe|reset|refused|No such)";

  @TempDir Path directory;

  @Test
  void unixStream_losesOnlyLinesInTheSocket() {
    var path = directory.resolve("s.sock");
    goesOn("unixstream://" + path, path.toString());
  }

  @Test
  void udp_losesOnlyLinesInTheSocket() {
    var port = freePort();
    goesOn("127.0.0.1:" + port, Integer.toString(port));
  }

  private void goesOn(String endpoint, String where) {
    var go = Pipe.in(directory, "go");
    try (var first = receiver(where);
        var jvm = PROGRAM.start(PROGRAM.at(endpoint), go)) {
      first.awaitOut("^orders:", Measured.LIMIT);
      first.kill();
      first.awaitExit(Measured.LIMIT);
      go.write("again");
      jvm.awaitErr(TROUBLE, Measured.LIMIT);
      try (var second = receiver(where)) {
        jvm.awaitErr("works again", Measured.LIMIT);
        go.write("end");
        assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
        second.terminate();
        second.awaitExit(Measured.LIMIT);
        addsUp(Account.of(jvm), lines(first), lines(second));
      }
    }
  }

  private static void addsUp(Account account, List<String> first, List<String> second) {
    var lost = account.sent() - first.size() - second.size();
    var arrived = ManySeries.arrived(Stream.of(first, second).flatMap(List::stream).toList());
    assertThat(lost).as("lines in the socket of the killed receiver").isNotNegative();
    assertThat(arrived).as("lines without duplicates").isBetween(10_000.0 - lost, 10_000.0);
    assertThat(ManySeries.arrived(second))
        .as("counts of the time without a receiver")
        .isGreaterThanOrEqualTo(5_000);
  }

  private static ForkedJvm receiver(String where) {
    var receiver =
        ForkedJvm.builder()
            .classPath(System.getProperty("java.class.path"), ReceivingMain.class.getName(), where)
            .start();
    receiver.awaitOut("listening", Measured.LIMIT);
    return receiver;
  }

  /** Without the last line of a killed receiver, which may be incomplete. */
  private static List<String> lines(ForkedJvm receiver) {
    return receiver.out().stream().filter(line -> !line.equals("listening")).toList();
  }

  /** A port that was free just before. */
  private static int freePort() {
    try (var port = UdpListener.start()) {
      return port.port();
    }
  }
}
