package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.statsd.StatsdTotals;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program with Logback that logs at once, before the engine has started. */
class LogContextIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";
  private static final String LOGBACK =
      """
      <configuration>
        <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
          <encoder><pattern>%msg %X{trace_id:-none} %X{span_id:-none}%n</pattern></encoder>
        </appender>
        <root level="info"><appender-ref ref="out"/></root>
      </configuration>
      """;
  private static final String PROGRAM =
      """
      package com.acme;
      public class LoggingMain {
        public static void main(String... none) throws Exception {
          var log = org.slf4j.LoggerFactory.getLogger("orders");
          log.info("before");
          io.athena.apm.api.Apm.span("order.place", () -> {
            log.info("within");
            return null;
          });
          log.info("after");
        }
      }
      """;

  @TempDir Path directory;
  private String classPath;

  @BeforeEach
  void compileProgram() throws IOException {
    var libraries =
        Artifacts.joined(Stream.concat(Artifacts.logback(), Stream.of(Artifacts.api())));
    var classes =
        new SourceCode("com/acme/LoggingMain.java", PROGRAM)
            .compileIn(directory.resolve("application"), "-cp", libraries);
    Files.writeString(classes.resolve("logback.xml"), LOGBACK);
    classPath = classes + File.pathSeparator + libraries;
  }

  /** No provider exports spans, and no trace is sampled. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void lineWithinASpan_hasItsIds(Jdk jdk) {
    var lines =
        run(
            jdk,
            builder ->
                builder.environment("APM_LOG_CONTEXT", "true").environment("APM_SAMPLE_RATE", "0"));
    assertIds(lines);
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void settingInAFile_isTheSame(Jdk jdk) throws IOException {
    var file = Files.writeString(directory.resolve("athena.yaml"), "log.context: true\n");
    assertIds(run(jdk, builder -> builder.environment("APM_CONFIG", file.toString())));
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void withoutTheSetting_linesAreAsTheyWere(Jdk jdk) throws IOException {
    var file = Files.writeString(directory.resolve("athena.yaml"), "log.context: false\n");
    assertThat(run(jdk, builder -> builder.environment("APM_CONFIG", file.toString())))
        .containsExactly("before none none", "within none none", "after none none");
  }

  private static void assertIds(List<String> lines) {
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo("before none none");
    assertThat(lines.get(1)).matches("within [0-9a-f]{32} [0-9a-f]{16}");
    assertThat(lines.get(2)).isEqualTo("after none none");
  }

  /** Runs the program and returns its lines. */
  private List<String> run(Jdk jdk, Consumer<ForkedJvmBuilder> settings) {
    try (var server = UdpListener.start()) {
      var builder = Measured.jvm(jdk, server.port());
      settings.accept(builder);
      try (ForkedJvm jvm = builder.classPath(classPath, "com.acme.LoggingMain").start()) {
        assertThat(jvm.awaitExit(Measured.LIMIT)).as(() -> jvm.err().toString()).isZero();
        StandardError.of(jvm).isTheStartLine();
        StatsdTotals totals = Measured.totals(server);
        assertThat(totals.counter("order.place.total", "outcome", "success")).isEqualTo(1);
        assertThat(totals.has("athena.agent.error")).as("errors of the agent").isFalse();
        return jvm.out();
      }
    }
  }
}
