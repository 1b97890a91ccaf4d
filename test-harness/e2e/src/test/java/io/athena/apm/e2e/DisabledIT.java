package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A disabled agent prints nothing, sends nothing, and installs nothing. */
class DisabledIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";

  /** The only loaded classes: without the gate no transformer exists, without others no thread. */
  private static final Set<String> NOTHING =
      Set.of("io.athena.apm.premain.AgentPremain", "io.athena.apm.premain.EarlySetting");

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void environment_disables(Jdk jdk) {
    var loaded =
        loaded(jdk, jvm -> jvm.agent(Artifacts.agent()).environment("APM_ENABLED", "false"));
    assertThat(loaded).isEqualTo(NOTHING);
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void property_disables(Jdk jdk) {
    var loaded =
        loaded(jdk, jvm -> jvm.agent(Artifacts.agent()).property("athena.apm.enabled", "false"));
    assertThat(loaded).isEqualTo(NOTHING);
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void argument_disables(Jdk jdk) {
    var loaded = loaded(jdk, jvm -> jvm.agent(Artifacts.agent(), "provider=statsd,enabled=false"));
    assertThat(loaded).isEqualTo(NOTHING);
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void excludedMainClass_isNotMeasured(Jdk jdk) {
    var loaded =
        loaded(jdk, jvm -> jvm.agent(Artifacts.agent(), "exclude.main=a.jar,com.acme.Main"));
    assertThat(loaded)
        .contains("io.athena.apm.premain.MainProgram")
        .doesNotContain("io.athena.apm.premain.Gate", "io.athena.apm.premain.EngineStart");
  }

  /** The engine has to read the file; it weaves nothing and loads no exporter. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void configFile_disables(Jdk jdk) throws IOException {
    var config = Files.writeString(directory.resolve("apm.yaml"), "enabled: false\n").toString();
    var loaded = loaded(jdk, jvm -> jvm.agent(Artifacts.agent()).environment("APM_CONFIG", config));
    assertThat(loaded)
        .contains("io.athena.apm.agent.Boot")
        .doesNotContain(
            "io.athena.apm.weaving.AdviceWeaver", "io.athena.apm.exporters.statsd.StatsdExporter");
  }

  private Set<String> loaded(Jdk jdk, Consumer<ForkedJvmBuilder> agent) {
    var loaded = new LoadedClasses(directory.resolve("classes"));
    try (var server = UdpListener.start()) {
      var builder = Measured.unattended(jdk, server.port()).options(loaded.option());
      agent.accept(builder);
      try (var jvm = builder.classPath(Artifacts.classPath(), "com.acme.Main").start()) {
        assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
        assertThat(jvm.err()).isEmpty();
        assertThat(jvm.out()).containsExactly("working", "done");
      }
      assertThat(Measured.lines(server)).isEmpty();
      return loaded.all("io.athena.apm.", "net.bytebuddy.jar.asm.");
    }
  }
}
