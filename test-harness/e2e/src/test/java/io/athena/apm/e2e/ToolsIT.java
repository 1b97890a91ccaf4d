package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An agent that {@code JAVA_TOOL_OPTIONS} names measures services, not tools. */
class ToolsIT {

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void tool_isNotMeasured(Jdk jdk) throws IOException {
    var script = Files.writeString(directory.resolve("script"), "1 + 1\n/exit\n").toString();
    Stream<Consumer<ForkedJvmBuilder>> tools =
        Stream.of(
            jvm -> jvm.tool("javac", "-version"),
            jvm -> jvm.tool("keytool", "-help"),
            jvm -> jvm.tool("jcmd", "-l"),
            jvm -> jvm.tool("jshell", script),
            jvm -> jvm.jar(Artifacts.agent(), "--version"));
    try (var server = UdpListener.start()) {
      tools.forEach(tool -> assertThatNothingIsAdded(jdk, server, tool));
      assertThat(Measured.lines(server)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void programInSourceMode_isAService(Jdk jdk) throws IOException {
    var source = directory.resolve("Program.java");
    Files.writeString(source, "class Program { public static void main(String[] args) {} }");
    try (var server = UdpListener.start()) {
      try (var jvm = everywhere(jdk, server).tool("java", source.toString()).start()) {
        assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      }
      var totals = Measured.totals(server);
      assertThat(totals.has("memory.heap.used")).isTrue();
      assertThat(totals.has("athena.agent.error")).isFalse();
    }
  }

  private static void assertThatNothingIsAdded(
      Jdk jdk, UdpListener server, Consumer<ForkedJvmBuilder> tool) {
    var builder = everywhere(jdk, server);
    tool.accept(builder);
    try (var jvm = builder.start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).as(() -> "exit code; " + jvm.err()).isZero();
      assertThat(jvm.err()).isNotEmpty().noneMatch(line -> line.startsWith("athena-apm: "));
    }
  }

  private static ForkedJvmBuilder everywhere(Jdk jdk, UdpListener server) {
    return Measured.unattended(jdk, server.port())
        .environment("JAVA_TOOL_OPTIONS", "-javaagent:" + Artifacts.agent());
  }
}
