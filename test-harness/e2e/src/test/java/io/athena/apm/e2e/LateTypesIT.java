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

/** A loader is given more files after its first class: with an interface that a rule asks for. */
class LateTypesIT {

  private static final SourceCode MAIN =
      new SourceCode(
          "com/acme/plugin/Main.java",
          """
          package com.acme.plugin;

          import java.net.URL;
          import java.net.URLClassLoader;
          import java.nio.file.Files;
          import java.nio.file.Path;

          public final class Main extends URLClassLoader {

            Main(URL files) {
              super(new URL[] {files}, Main.class.getClassLoader());
            }

            public static void main(String... arguments) throws Exception {
              Main loader = new Main(Path.of(arguments[0]).toUri().toURL());
              loader.loadClass("com.acme.plugin.First");
              Files.readString(Path.of(arguments[2]));
              loader.addURL(Path.of(arguments[1]).toUri().toURL());
              Object step =
                  loader.loadClass("com.acme.plugin.Step$Scan").getDeclaredConstructor().newInstance();
              System.out.println("loaded");
              Files.readString(Path.of(arguments[2]));
              ((Runnable) step).run();
            }
          }
          """);

  private static final SourceCode FIRST =
      new SourceCode(
          "com/acme/plugin/First.java",
          "package com.acme.plugin;\n\npublic final class First {}\n");

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
  @MethodSource("io.athena.apm.kit.Jdks#found")
  void classOfSuchAnInterface_countsFromTheNextFlush(Jdk jdk) throws IOException {
    var main = MAIN.compileIn(directory.resolve("main"));
    var first = FIRST.compileIn(directory.resolve("first"));
    var second = STEP.compileIn(directory.resolve("second"));
    var rules = Files.writeString(directory.resolve("rules.yaml"), RULES);
    var go = Pipe.in(directory, "go");
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .environment("APM_RULES", rules.toString())
                .classPath(main + "", "com.acme.plugin.Main", first + "", second + "", go + "")
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
