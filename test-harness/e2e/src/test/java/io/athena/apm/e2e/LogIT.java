package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tinylog.Logger;
import org.tinylog.core.LogEntry;

/** The agent's lines on standard error and in the file that {@code log.file} names. */
class LogIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z ";
  private static final String START = TIME + "\\S+ measures .* every .*";

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void logFile_hasEveryLineOfStandardError(Jdk jdk) throws IOException {
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .environment("APM_SHUTDOWN_TIMEOUT", "30s")
                .environment("APM_LOG_FILE", file().toString())
                .environment("APM_LOG_LEVEL", "info")
                .environment("APM_FLUSH_INTERVL", "1s")
                .classPath(Artifacts.classPath(), "com.acme.Main")
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      assertThat(Files.readAllLines(file()))
          .allMatch(line -> line.matches(TIME + ".*"))
          .anyMatch(line -> line.matches(START))
          .anyMatch(line -> line.contains("APM_FLUSH_INTERVL is not a setting"))
          .anyMatch(line -> line.contains("exit: "))
          .hasSameSizeAs(jvm.err());
    }
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void unwritableFile_isOneLine(Jdk jdk) throws IOException {
    Files.writeString(directory.resolve("file"), "");
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .environment("APM_SHUTDOWN_TIMEOUT", "30s")
                .environment("APM_LOG_FILE", directory.resolve("file/agent.log").toString())
                .classPath(Artifacts.classPath(), "com.acme.Main")
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm)
          .isTheStartLineAnd("athena-apm: log\\.file: \\S+agent\\.log can't be opened .*");
      new Work(Measured.totals(server)).wasDone(1);
    }
  }

  /** An application with its own tinylog, configured by file and by properties. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void tinylogOfTheApplication_isSeparate(Jdk jdk) throws IOException {
    var theirs = directory.resolve("application.log");
    var tinylog = Artifacts.joined(Stream.of(Logger.class, LogEntry.class).map(Artifacts::jarOf));
    var classes = application(tinylog);
    Files.writeString(
        classes.resolve("tinylog.properties"),
        "writer = file\nwriter.file = " + theirs + "\nwriter.format = application: {message}\n");
    var main = Pipe.in(directory, "main");
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .environment("APM_SHUTDOWN_TIMEOUT", "30s")
                .environment("APM_LOG_FILE", file().toString())
                .property("tinylog.level", "warn")
                .property("tinylog.writer.append", "true")
                .classPath(
                    classes + File.pathSeparator + tinylog, "com.acme.TinylogMain", main.toString())
                .start()) {
      jvm.awaitErr(StandardError.START_LINE, Measured.LIMIT);
      server.awaitLine(line -> line.startsWith("athena.agent.lines:"), Measured.LIMIT);
      main.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm).isTheStartLine();
      assertThat(Files.readAllLines(theirs))
          .containsExactly("application: first", "application: last");
      assertThat(Files.readAllLines(file())).singleElement().asString().matches(START);
    }
  }

  /** Standard error is a pipe that is full from the start. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void unreadStandardError_delaysNeitherStartNorExit(Jdk jdk) throws IOException {
    var err = Pipe.in(directory, "err");
    try (var unread = new RandomAccessFile(err.toString(), "rw");
        var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .startedBy(List.of("sh", "-c", "exec \"$@\" 2>" + err, "sh"))
                .classPath(Artifacts.classPath(), "com.acme.Main")
                .start()) {
      unread.write(new byte[Pipe.BYTES]);
      jvm.awaitOut("working", Measured.LIMIT);
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
    }
  }

  /** A jlinked JVM without JMX. */
  @Test
  void withoutManagement_theFileDoesNotRoll() throws IOException {
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(
                    Images.of(Jdk.running(), "java.base,java.instrument", directory), server.port())
                .environment("APM_SHUTDOWN_TIMEOUT", "30s")
                .environment("APM_LOG_FILE", file().toString())
                .classPath(Artifacts.classPath(), "com.acme.Main")
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      assertThat(Files.readAllLines(file()))
          .hasSameSizeAs(jvm.err())
          .anyMatch(line -> line.matches(START))
          .anyMatch(line -> line.endsWith("does not roll: this JVM has no module java.management"));
    }
  }

  private Path file() {
    return directory.resolve("log/agent.log");
  }

  private Path application(String tinylog) throws IOException {
    var source =
        """
        package com.acme;
        public class TinylogMain {
          public static void main(String... pipe) throws java.io.IOException {
            org.tinylog.Logger.info("not logged");
            org.tinylog.Logger.warn("first");
            java.nio.file.Files.readString(java.nio.file.Path.of(pipe[0]));
            org.tinylog.Logger.error("last");
          }
        }
        """;
    return new SourceCode("com/acme/TinylogMain.java", source)
        .compileIn(directory.resolve("application"), "-cp", tinylog);
  }
}
