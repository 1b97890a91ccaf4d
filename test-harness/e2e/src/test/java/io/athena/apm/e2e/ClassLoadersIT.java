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

/**
 * The counts are exact for every kind of class loader, also those of a rule for the classes of an
 * interface.
 */
class ClassLoadersIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";

  private static final String RULES =
      "rules: [{method: '*#get', implements: com.acme.Lookup, count: lookups}]\n";

  private static final String SHOP =
      """
      package shop;
      public class Shop implements Runnable {
        public static void main(String[] arguments) {
          for (int i = 0; i < 3; i++) new Shop().run();
        }
        public void run() {}
      }
      """;

  private static final String SHOP_RULES =
      """
      rules:
        - {method: "shop.Shop#run", count: by.name}
        - {method: "*#run", implements: java.lang.Runnable, count: by.interface}
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void classPath_isMeasured(Jdk jdk) throws IOException {
    assertMeasured(jdk, jvm -> jvm.classPath(Artifacts.classPath(), "com.acme.Main"));
  }

  /** The module opens and exports nothing, and its breaker has no accessor. */
  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#found")
  void namedModule_isMeasured(Jdk jdk) throws IOException {
    var modulePath = NamedModule.create(directory.resolve("module"));
    assertMeasured(jdk, jvm -> jvm.module(modulePath, "com.acme/com.acme.Main"));
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void moduleInAnImage_isMeasured(Jdk jdk) throws IOException {
    var module = Files.createDirectory(directory.resolve("shop"));
    new SourceCode("module-info.java", "module shop {}").compileIn(module);
    new SourceCode("shop/Shop.java", SHOP).compileIn(module);
    var image = Images.of(jdk, "java.instrument,java.management,shop", directory);
    var rules = Files.writeString(directory.resolve("rules.yaml"), SHOP_RULES);
    var totals =
        Measured.run(
            image,
            0,
            jvm ->
                jvm.environment("APM_RULES", rules.toString())
                    .tool("java", "-m", "shop/shop.Shop"));

    assertThat(totals.counter("by.name")).isEqualTo(3);
    assertThat(totals.counter("by.interface")).isEqualTo(3);
    assertThat(totals.has("athena.agent.error")).isFalse();
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void springBootsNestedJars_areMeasured(Jdk jdk) throws IOException {
    var file = directory.resolve("shop.jar");
    var jar = SpringBootJar.create(file, "com.acme.Main", Artifacts.caffeine());
    assertMeasured(jdk, jvm -> jvm.jar(jar));
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void childFirstLoader_isMeasured(Jdk jdk) throws IOException {
    assertMeasured(
        jdk, jvm -> jvm.classPath(Artifacts.classPath(), "com.acme.Launcher", "child-first"));
  }

  /** Without class-data sharing: with it JDK 17 warns of such a loader. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void replacedSystemLoader_isMeasured(Jdk jdk) throws IOException {
    assertMeasured(
        jdk,
        jvm ->
            jvm.options("-Xshare:off")
                .property("java.system.class.loader", "com.acme.ApplicationLoader")
                .classPath(Artifacts.classPath(), "com.acme.Main"));
  }

  /** The older Byte Buddy needs a property to run on Java 25. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void application_usesItsOwnByteBuddy(Jdk jdk) {
    var libraries =
        Stream.of(Artifacts.programs(), Artifacts.caffeine(), Artifacts.olderByteBuddy());
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .property("net.bytebuddy.experimental", "true")
                .classPath(Artifacts.joined(libraries), "com.acme.GeneratingMain")
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).as(() -> jvm.err().toString()).isZero();
      assertThat(jvm.out()).containsExactly("Byte Buddy 1.14.12 says hello");
      new Work(Measured.totals(server)).wasDone(1);
    }
  }

  /** Without class-data sharing: with it the JVM warns of an appended bootstrap path. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void loaderThatHidesTheAgent_isMeasuredFromTheBootstrapPath(Jdk jdk) throws IOException {
    assertMeasured(
        jdk,
        jvm ->
            jvm.options("-Xshare:off")
                .environment("APM_BOOTSTRAP", "always")
                .classPath(Artifacts.classPath(), "com.acme.Launcher", "hiding"));
  }

  /** A woven class would fail at its first call. */
  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void loaderThatHidesTheAgent_runsUnwoven(Jdk jdk) {
    var go = Pipe.in(directory, "go");
    var arguments = new String[] {"hiding", "pause", go.toString()};
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .classPath(Artifacts.classPath(), "com.acme.Launcher", arguments)
                .start()) {
      jvm.awaitErr("hides", Measured.LIMIT);
      server.awaitLine(line -> line.startsWith("memory.heap.used:"), Measured.LIMIT);
      go.write("");
      assertThat(jvm.awaitExit(Measured.LIMIT)).isZero();
      StandardError.of(jvm)
          .isTheStartLineAnd("athena-apm: class loader com.acme.ApplicationLoader hides .*");
      var totals = Measured.totals(server);
      assertThat(totals.has("cache.hit")).isFalse();
      assertThat(totals.has("athena.agent.error")).isFalse();
    }
  }

  private void assertMeasured(Jdk jdk, Consumer<ForkedJvmBuilder> program) throws IOException {
    var rules = Files.writeString(directory.resolve("rules.yaml"), RULES);
    var totals =
        Measured.run(jdk, 0, jvm -> program.accept(jvm.environment("APM_RULES", rules.toString())));
    assertThat(totals.counter("lookups")).isEqualTo(10);
    new Work(totals).wasDone(1);
  }
}
