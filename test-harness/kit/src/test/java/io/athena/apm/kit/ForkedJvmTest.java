package io.athena.apm.kit;

import static io.athena.apm.kit.Limits.LONG;
import static io.athena.apm.kit.Limits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.Attributes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForkedJvmTest {

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#found")
  void start_runsTheChosenJdk(Jdk jdk) {
    try (var jvm = tiny().jdk(jdk).start()) {
      jvm.awaitOut(line -> line.equals("version " + jdk.version()), LONG);
    }
  }

  @Test
  void arguments_reachTheMainClass() {
    try (var jvm = tiny("a", "b c").start()) {
      assertThat(jvm.awaitExit(LONG)).isZero();
      assertThat(jvm.out()).contains("arguments [a, b c]", "done");
    }
  }

  @Test
  void property_isSet() {
    try (var jvm = tiny().property("tiny", "small").start()) {
      jvm.awaitOut("property small", LONG);
    }
  }

  @Test
  void environment_canBeAddedTo() {
    try (var jvm = tiny().environment("APM_PROVIDER", "console").start()) {
      jvm.awaitOut("^APM_PROVIDER=console$", LONG);
    }
  }

  @Test
  void environment_foreignVariablesOfTheTestAreRemovedAndOthersKept() {
    try (var outer =
        ForkedJvm.builder()
            .environment("DD_SERVICE", "x")
            .environment("JAVA_TOOL_OPTIONS", "-Dfrom.tool.options=1")
            .environment("OTHER", "kept")
            .classPath(System.getProperty("java.class.path"), NestingMain.class.getName())
            .start()) {
      assertThat(outer.awaitExit(LONG)).isZero();
      assertThat(outer.out()).contains("OTHER=kept").noneMatch(line -> line.startsWith("DD_"));
      assertThat(outer.out()).noneMatch(line -> line.startsWith("JAVA_TOOL_OPTIONS"));
    }
  }

  @Test
  void directory_isTheWorkingDirectory(@TempDir Path folder) throws Exception {
    try (var jvm = tiny().directory(folder).start()) {
      jvm.awaitOut(line -> line.equals("directory " + folder), LONG);
    }
  }

  @Test
  void module_isLaunched(@TempDir Path modulePath) {
    var javac = "jdk.compiler/com.sun.tools.javac.Main";
    var builder = ForkedJvm.builder().module(modulePath.toString(), javac, "--version");
    try (var jvm = builder.start()) {
      assertThat(jvm.awaitExit(LONG)).isZero();
      assertThat(jvm.out()).first().asString().startsWith("javac ");
    }
  }

  @Test
  void jar_isLaunchedWithItsArguments(@TempDir Path folder) throws IOException {
    var jar = TinyJar.in(folder, Attributes.Name.MAIN_CLASS, TinyMain.class);
    try (var jvm = ForkedJvm.builder().jar(jar, "a").start()) {
      jvm.awaitOut(line -> line.equals("arguments [a]"), LONG);
    }
  }

  @Test
  void agent_runsBeforeMainWithItsArgument(@TempDir Path folder) throws IOException {
    var jar = TinyJar.in(folder, new Attributes.Name("Premain-Class"), TinyAgent.class);
    try (var jvm = tiny().agent(jar, "provider=statsd").start()) {
      jvm.awaitOut("done", LONG);
      assertThat(jvm.out()).first().isEqualTo("agent provider=statsd");
    }
  }

  @Test
  void agent_withoutArgumentGetsNone(@TempDir Path folder) throws IOException {
    var jar = TinyJar.in(folder, new Attributes.Name("Premain-Class"), TinyAgent.class);
    try (var jvm = tiny().agent(jar).start()) {
      jvm.awaitOut("agent null", LONG);
    }
  }

  @Test
  void options_reachTheJvm() {
    try (var jvm = tiny().options("-Xmx64m", "-Dtiny=optional").start()) {
      jvm.awaitOut("property optional", LONG);
    }
  }

  @Test
  void awaitErr_findsALineOfStandardError() {
    try (var jvm = tiny().start()) {
      assertThat(jvm.awaitErr("on standard", LONG)).isEqualTo("a word on standard error");
    }
  }

  @Test
  void awaitOut_failsAsSoonAsTheOutputHasEnded_withBothOutputs() {
    try (var jvm = tiny("exit", "3").start()) {
      assertThatThrownBy(() -> jvm.awaitOut("never", LONG.multipliedBy(100)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContainingAll("never", "arguments [exit, 3]", "a word on standard error");
    }
  }

  @Test
  void awaitOut_failsAtTheLimitWhileTheJvmRuns() {
    try (var jvm = tiny("stay").start()) {
      jvm.awaitOut("staying", LONG);
      assertThatThrownBy(() -> jvm.awaitOut("never", SHORT))
          .isInstanceOf(AssertionError.class)
          .hasMessageContainingAll("it is running", "staying");
    }
  }

  @Test
  void awaitExit_givesTheCodeOfTheProgram() {
    try (var jvm = tiny("exit", "3").start()) {
      assertThat(jvm.awaitExit(LONG)).isEqualTo(3);
      assertThat(jvm.isAlive()).isFalse();
    }
  }

  @Test
  void awaitExit_failsAtTheLimitWhileTheJvmRuns() {
    try (var jvm = tiny("stay").start()) {
      assertThatThrownBy(() -> jvm.awaitExit(SHORT))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("no exit within PT0.05S; it is running");
    }
  }

  @Test
  void terminate_letsShutdownHooksSpeak() {
    try (var jvm = tiny("stay").start()) {
      jvm.awaitOut("staying", LONG);
      jvm.terminate();
      assertThat(jvm.awaitExit(LONG)).isEqualTo(128 + 15);
      assertThat(jvm.out()).last().isEqualTo("last words");
    }
  }

  @Test
  void kill_doesNot() {
    try (var jvm = tiny("stay").start()) {
      jvm.awaitOut("staying", LONG);
      jvm.kill();
      assertThat(jvm.awaitExit(LONG)).isEqualTo(128 + 9);
      assertThat(jvm.out()).last().isEqualTo("staying");
    }
  }

  @Test
  void close_endsTheProcess() {
    ForkedJvm jvm = tiny("stay").start();
    try (jvm) {
      jvm.awaitOut("staying", LONG);
    }
    assertThat(jvm.isAlive()).isFalse();
  }

  @Test
  void start_needsSomethingToLaunch() {
    assertThatIllegalStateException().isThrownBy(() -> ForkedJvm.builder().start());
  }

  private static ForkedJvmBuilder tiny(String... arguments) {
    var classPath = System.getProperty("java.class.path");
    return ForkedJvm.builder().classPath(classPath, TinyMain.class.getName(), arguments);
  }
}
