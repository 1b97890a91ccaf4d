package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UnixStreamListener;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A Unix stream socket: the only transport that reports errors at once. */
class UnixStreamIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";

  /** More bytes than fit in the socket's buffer: without a reader the flush does not end. */
  private static final ManySeries PROGRAM = new ManySeries(20_000);

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void measuredValues_arrive_andNothingElse(Jdk jdk) {
    var server = UnixStreamListener.start(directory.resolve("s.sock"));
    Account account;
    try (server) {
      account = accountOfMain(jdk);
    }
    new Work(Measured.totals(server.lines())).wasDone(1);
    assertThat(account.sent()).isEqualTo(account.written()).isEqualTo(server.lines().size());
  }

  private Account accountOfMain(Jdk jdk) {
    try (var jvm =
        Measured.jvm(jdk, 9)
            .environment("APM_ENDPOINT", "unixstream://" + directory.resolve("s.sock"))
            .environment("APM_LOG_LEVEL", "info")
            .classPath(Artifacts.classPath(), "com.acme.Main")
            .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLineAnd(Account.LINE);
      return Account.of(jvm);
    }
  }

  @Test
  void unreadSocket_isOneLine_andTheAccountHasAllLines() throws IOException {
    var go = Pipe.in(directory, "go");
    try (var server = unread("s.sock")) {
      var builder = PROGRAM.at(endpoint(server)).environment("APM_SHUTDOWN_TIMEOUT", "1s");
      try (var jvm = PROGRAM.start(builder, go)) {
        jvm.awaitErr("the receiver does not read", Measured.LIMIT);
        go.write("end");
        assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
        assertThat(jvm.err()).filteredOn(line -> line.contains("does not read")).hasSize(1);
        var account = Account.ofUnendedFlush(jvm);
        assertThat(account.failed()).isPositive();
        assertThat(account.sent()).as("lines in the socket's buffers").isPositive();
      }
    }
  }

  /** The flush at exit is the first: it ends at the exit's deadline, and reports the rest. */
  @Test
  void exit_waitsForAHangingReceiver_untilItsDeadline() throws IOException {
    try (var server = unread("s.sock")) {
      var builder =
          PROGRAM
              .at(endpoint(server))
              .environment("APM_FLUSH_INTERVAL", "1h")
              .environment("APM_SHUTDOWN_TIMEOUT", "1s");
      try (var jvm = PROGRAM.startAndExit(builder)) {
        // The receiver never reads, so an exit without a deadline would never end.
        assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
        assertThat(Account.ofUnendedFlush(jvm).sent()).isLessThan(20_000);
        assertThat(jvm.err()).anyMatch(line -> line.contains("exit: "));
      }
    }
  }

  private ServerSocketChannel unread(String name) throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(directory.resolve(name)));
  }

  private static String endpoint(ServerSocketChannel server) throws IOException {
    return "unixstream://" + server.getLocalAddress();
  }
}
