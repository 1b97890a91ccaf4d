package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Another agent adds the interface that a rule selects to the class path of the running JVM. */
class LateTypesIT {

  private static final SourceCode MAIN =
      new SourceCode(
          "com/acme/plugin/Main.java",
          """
          package com.acme.plugin;

          import java.lang.instrument.Instrumentation;
          import java.nio.file.Files;
          import java.nio.file.Path;
          import java.util.jar.JarFile;

          public final class Main {

            private static Instrumentation jvm;

            public static void premain(String argument, Instrumentation instrumentation) {
              jvm = instrumentation;
            }

            public static void main(String... arguments) throws Exception {
              Files.readString(Path.of(arguments[1]));
              jvm.appendToSystemClassLoaderSearch(new JarFile(arguments[0]));
              Class<?> scan = Class.forName("com.acme.plugin.Step$Scan");
              Runnable step = (Runnable) scan.getDeclaredConstructor().newInstance();
              System.out.println("loaded");
              Files.readString(Path.of(arguments[1]));
              step.run();
            }
          }
          """);

  private static final SourceCode STEP =
      new SourceCode(
          "com/acme/plugin/Step.java",
          """
          package com.acme.plugin;

          public interface Step extends Runnable {

            final class Scan implements Step {

              public Scan() {}

              @Override
              public void run() {
                System.out.println("scanned");
              }
            }
          }
          """);

  private static final String RULES =
      "rules: [{method: '*#run', implements: com.acme.plugin.Step, count: steps}]\n";

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void classOfSuchAnInterface_counts(Jdk jdk) throws IOException {
    var main = MAIN.compileIn(directory.resolve("main"));
    var other = SmallJar.agent(directory.resolve("other.jar"), "com.acme.plugin.Main");
    var jar = SmallJar.of(directory.resolve("step.jar"), STEP.compileIn(directory.resolve("step")));
    var rules = Files.writeString(directory.resolve("rules.yaml"), RULES);
    var go = Pipe.in(directory, "go");
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .options("-javaagent:" + other)
                .environment("APM_RULES", rules.toString())
                .classPath(main.toString(), "com.acme.plugin.Main", jar.toString(), go.toString())
                .start()) {
      jvm.awaitErr(StandardError.START_LINE, Measured.LIMIT);
      go.write("");
      server.awaitLine(line -> line.startsWith("athena.agent.type.woven:"), Measured.LIMIT);
      go.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).as("%s", jvm.err()).isZero();
      assertThat(jvm.out()).containsExactly("loaded", "scanned");
      var totals = Measured.totals(server);
      assertThat(totals.counter("steps")).isEqualTo(1);
      assertThat(totals.has("athena.agent.error")).isFalse();
    }
  }
}
