package io.athena.apm.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.Requirement;
import io.athena.apm.kit.UdpListener;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault is one clear line beside the start line; the program runs unharmed. */
class FaultsIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";

  private static final String NOBODY = "athena-apm: statsd 127\\.0\\.0\\.1:\\d+: nobody listens.*";

  /** The account at the end, after lines have failed. */
  private static final String ACCOUNT =
      "athena-apm: exit: \\d+ lines written: \\d+ sent, 0 dropped, \\d+ failed"
          + "(?:; \\d+ series not sent)?";

  private static final String FAILED =
      "athena-apm: resilience4j.*publishSuccessEvent.*NullPointerException.*";

  private static final Pattern TABLE = Pattern.compile(".* UTC  (since|last) .*");

  private static final int ROOM = 32;

  @TempDir Path directory;

  @Test
  void hostThatDoesNotExist_isOneLineAndTheAccount() {
    try (var jvm =
        Measured.jvm(Jdk.running(), 9)
            .environment("APM_ENDPOINT", "nonexistent.invalid:8125")
            .classPath(Artifacts.classPath(), "com.acme.Main")
            .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLineAnd("athena-apm: .*nonexistent\\.invalid.*", ACCOUNT);
    }
  }

  /** Reports the loss even if the last flush is the first. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void closedPort_isOneLineAndTheAccount_evenAtTheEndOfABriefProgram(Jdk jdk) {
    try (var jvm =
        Measured.jvm(jdk, closedPort())
            .environment("APM_FLUSH_INTERVAL", "60m")
            .classPath(Artifacts.classPath(), "com.acme.Main")
            .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm)
          .isTheStartLineAnd(
              NOBODY, "athena-apm: exit: (\\d+) lines written: 0 sent, 0 .*, \\1 .*");
    }
  }

  /** No process reads the console: a full pipe blocks its writer. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void hangingProvider_delaysNeitherOthersNorTheExit(Jdk jdk) throws IOException {
    var go = Pipe.in(directory, "go");
    var out = Pipe.in(directory, "out");
    try (var server = UdpListener.start();
        var unread = new RandomAccessFile(out.toString(), "rw");
        var content = new FileInputStream(unread.getFD())) {
      // Leaves room for the program's output, but not for the first table.
      unread.write(new byte[Pipe.BYTES - ROOM]);
      var builder = unread(jdk, server, "pause", go.toString());
      builder.environment().put("APM_PROVIDER", "console,statsd");
      builder.environment().put("APM_FLUSH_INTERVAL", "100ms");
      builder.environment().put("APM_LOG_LEVEL", "info");
      builder.redirectOutput(out.path().toFile());
      var err = directory.resolve("err.txt");
      var process = builder.redirectError(err.toFile()).start();
      while (content.available() < Pipe.BYTES - ROOM + "working\npaused\n".length()) {
        awaitFlushes(server, 1);
      }
      // The first table now waits for a reader, or soon will; the other provider continues.
      awaitFlushes(server, 10);
      var held = content.available();
      awaitFlushes(server, 10);
      assertThat(content.available()).as("bytes in the pipe").isEqualTo(held);
      go.write("");
      assertThat(process.onExit().orTimeout(30, SECONDS).join().exitValue()).isZero();
      new Work(Measured.totals(server)).wasDone(2);
      var account = Files.readAllLines(err).stream().filter(line -> line.matches(Account.LINE));
      Account.of(account.findFirst().orElseThrow()).isOf(server);
      var printed = new byte[content.available()];
      unread.readFully(printed);
      assertThat(new String(printed, UTF_8))
          .contains("working\n", "paused\n")
          .doesNotContain("cache.hit");
    }
  }

  /**
   * On a full disk every write to standard error and output fails. The account is not readable, but
   * each flush sends the agent's own metrics of the flushes before.
   */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void fullDisk_ofTheLog_harmsNothing(Jdk jdk) throws IOException {
    var full = Path.of("/dev/full");
    Requirement.that(Files.exists(full), "/dev/full");
    var go = Pipe.in(directory, "go");
    try (var server = UdpListener.start()) {
      var builder = unread(jdk, server, "pause", go.toString());
      builder.environment().put("APM_PROVIDER", "console,statsd");
      builder.environment().put("APM_LOG_LEVEL", "info");
      builder.environment().put("APM_FLUSH_INTERVAL", "100ms");
      var process = builder.redirectOutput(full.toFile()).redirectError(full.toFile()).start();
      awaitFlushes(server, 3);
      go.write("");
      assertThat(process.onExit().orTimeout(30, SECONDS).join().exitValue()).isZero();
      var totals = Measured.totals(server);
      new Work(totals).wasDone(2);
      var lines = new String[] {"exporter", "statsd", "outcome"};
      assertThat(totals.counter("athena.agent.lines", lines[0], lines[1], lines[2], "sent"))
          .isBetween(1.0, (double) server.lines().size());
      assertThat(totals.has("athena.agent.lines", lines[0], lines[1], lines[2], "failed"))
          .isFalse();
      assertThat(totals.has("athena.agent.lines", lines[0], lines[1], lines[2], "dropped"))
          .isFalse();
    }
  }

  /** Only the counts since the last flush are lost; the next start works. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void killedProcess_leavesNothingBehind(Jdk jdk) {
    try (var server = UdpListener.start()) {
      try (var jvm =
          Measured.jvm(jdk, server.port())
              .environment("APM_FLUSH_INTERVAL", "60m")
              .classPath(Artifacts.classPath(), "com.acme.Main", "wait")
              .start()) {
        jvm.awaitOut("waiting", Measured.LIMIT);
        jvm.kill();
      }
      try (var jvm =
          Measured.jvm(jdk, server.port())
              .classPath(Artifacts.classPath(), "com.acme.Main")
              .start()) {
        assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
        StandardError.of(jvm).isTheStartLine();
      }
      new Work(Measured.totals(server)).wasDone(1);
    }
  }

  /** Counts from the time without a receiver arrive later. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void portThatOpensLater_getsEverything(Jdk jdk) {
    var go = Pipe.in(directory, "go");
    var port = closedPort();
    try (var jvm = paused(Measured.jvm(jdk, port), "100ms", go)) {
      jvm.awaitErr(NOBODY, Measured.LIMIT);
      try (var server = UdpListener.start(port)) {
        jvm.awaitErr("works again", Measured.LIMIT);
        go.write("");
        assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
        new Work(Measured.totals(server)).wasDone(2);
        Account.of(jvm).isOf(server);
      }
    }
  }

  /**
   * Only the last flush finds the port open, and only then the loss of the third flush is reported.
   * The console's tables show when flushes happen.
   */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void portThatOpensJustBeforeTheEnd_getsEverything(Jdk jdk) {
    var go = Pipe.in(directory, "go");
    var port = closedPort();
    var tables = new AtomicInteger();
    var builder = Measured.jvm(jdk, port).environment("APM_PROVIDER", "statsd,console");
    try (var jvm = paused(builder, "500ms", go)) {
      jvm.awaitOut(
          line -> TABLE.matcher(line).matches() && tables.incrementAndGet() == 3, Measured.LIMIT);
      try (var server = UdpListener.start(port)) {
        go.write("");
        assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
        new Work(Measured.totals(server)).wasDone(2);
        Account.of(jvm).isOf(server);
      }
    }
  }

  /** A jlinked JVM with the agent's required module only. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void missingModules_areOneLine(Jdk jdk) throws IOException {
    assertOneLine(Images.of(jdk, "java.base,java.instrument", directory), "java.management");
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  @EnabledOnOs(OS.LINUX)
  void missingOperatingSystemModule_isNotReportedOnLinux(Jdk jdk) throws IOException {
    var image = Images.of(jdk, "java.base,java.instrument,java.management", directory);
    var totals =
        Measured.run(image, 0, jvm -> jvm.classPath(Artifacts.classPath(), "com.acme.Main"));

    assertThat(totals.gauge("file_descriptor.open")).isPositive();
    assertThat(totals.has("cpu.process")).isTrue();
    new Work(totals).wasDone(1);
  }

  /**
   * The agent reports them at the first flush after {@code main} has started, so the program waits.
   */
  private void assertOneLine(Jdk image, String module) {
    var go = Pipe.in(directory, "go");
    try (var server = UdpListener.start();
        var jvm = paused(Measured.jvm(image, server.port()), "100ms", go)) {
      jvm.awaitErr(module, Measured.LIMIT);
      go.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLineAnd("athena-apm: .*\\Q" + module + "\\E.*");
      new Work(Measured.totals(server)).wasDone(2);
    }
  }

  /** JDK 24 removed security managers. */
  @Test
  @EnabledForJreRange(max = JRE.JAVA_23)
  void securityManager_isOneLineAtTheStart() throws IOException {
    var policy =
        Files.writeString(
            directory.resolve("policy"), "grant { permission java.security.AllPermission; };");
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(Jdk.running(), server.port())
                .property("java.security.manager", "default")
                .property("java.security.policy", "=" + policy)
                .classPath(Artifacts.classPath(), "com.acme.Main")
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      assertThat(jvm.err())
          .filteredOn(line -> line.startsWith("athena-apm: "))
          .hasSize(2)
          .last()
          .asString()
          .contains("a security manager is installed, which this agent does not support");
    }
  }

  /** An exception of the program in the agent's advice is caught, counted and reported once. */
  @Test
  void adviceThatThrows_isOneLine() {
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(Jdk.running(), server.port())
                .classPath(Artifacts.classPath(), "com.acme.Main", "faulty")
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLineAnd(FAILED);
      var totals = Measured.totals(server);
      assertThat(totals.counter("athena.agent.error", "door", "advice")).isEqualTo(1);
      assertThat(totals.counter("cache.hit", "library", "caffeine")).isEqualTo(25);
    }
  }

  /** Advice that keeps throwing is removed from the running JVM; the rest stays. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void adviceThatKeepsThrowing_isSwitchedOff(Jdk jdk) {
    var go = Pipe.in(directory, "go");
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .classPath(Artifacts.classPath(), "com.acme.Main", "failing", go.toString())
                .start()) {
      jvm.awaitErr("is switched off", Measured.LIMIT);
      // The advice is removed before the first flush after the line; some datagrams may be older.
      awaitFlushes(server, 10);
      go.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm)
          .isTheStartLineAnd(
              FAILED, "athena-apm: resilience4j.*publishSuccessEvent.* is switched off: .*");
      var totals = Measured.totals(server);
      assertThat(totals.counter("athena.agent.error", "door", "advice")).isBetween(10.0, 12.0);
      assertThat(totals.counter("circuit_breaker.event", "event", "error"))
          .as("the library's other hooks")
          .isEqualTo(24);
    }
  }

  /** A fake openai-java: its class has none of the methods. */
  @Test
  void libraryWithoutTheMethod_isOneLine() throws IOException {
    var go = Pipe.in(directory, "go");
    var source =
        """
        package com.openai.core.http;
        public class RetryingHttpClient {
          public static void main(String... pipe) throws java.io.IOException {
            java.nio.file.Files.readString(java.nio.file.Path.of(pipe[0]));
          }
        }
        """;
    var library = "com/openai/core/http/RetryingHttpClient";
    var folder = new SourceCode(library + ".java", source).compileIn(directory.resolve("library"));
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(Jdk.running(), server.port())
                .classPath(folder.toString(), library.replace('/', '.'), go.toString())
                .start()) {
      jvm.awaitErr(StandardError.START_LINE, Measured.LIMIT);
      go.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm)
          .isTheStartLineAnd("athena-apm: openai-java: this version of the library has no .*");
      assertThat(Measured.totals(server).counter("athena.agent.hook.skipped")).isEqualTo(1);
    }
  }

  private static void awaitFlushes(UdpListener server, int more) {
    var wanted = flushes(server) + more;
    server.awaitLine(line -> flushes(server) >= wanted, Measured.LIMIT);
  }

  /** Each flush sends the number of series once. */
  private static long flushes(UdpListener server) {
    return server.lines().stream().filter(line -> line.startsWith("athena.agent.series:")).count();
  }

  /** A JVM with unread output. */
  private static ProcessBuilder unread(Jdk jdk, UdpListener server, String... arguments) {
    var command = new ArrayList<String>();
    command.add(jdk.home().resolve("bin").resolve("java").toString());
    command.add("-javaagent:" + Artifacts.agent());
    command.addAll(List.of("-cp", Artifacts.classPath(), "com.acme.Main"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().put("APM_ENDPOINT", "127.0.0.1:" + server.port());
    builder.environment().put("APM_STATSD_DIALECT", "dogstatsd");
    return builder;
  }

  private static ForkedJvm paused(ForkedJvmBuilder builder, String interval, Pipe go) {
    return builder
        .environment("APM_FLUSH_INTERVAL", interval)
        .classPath(Artifacts.classPath(), "com.acme.Main", "pause", go.toString())
        .start();
  }

  /** A port that was free just before. */
  private static int closedPort() {
    try (var port = UdpListener.start()) {
      return port.port();
    }
  }
}
