package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.Jdk;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Every form of advice in every method of real libraries, woven by the engine of the finished jar:
 * the JVM's verifier accepts the classes, and the program behaves as before. The class files range
 * from Java 5 (picocli, Byte Buddy; without frames) to Java 17. {@code -Pcompatibility} adds
 * libraries.
 */
class WovenLibrariesIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";
  private static final boolean ALL = Boolean.getBoolean("athena.compatibility");
  private static final Duration LIMIT = Duration.ofMinutes(ALL ? 20 : 3);

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void everyMethod_passesTheVerifier(Jdk jdk) {
    List<String> jars =
        ALL
            ? jars(ObjectMapper.class, Caffeine.class, ByteBuddy.class, Assertions.class)
            : jars(Caffeine.class, CircuitBreaker.class, CommandLine.class);

    List<String> lines = run(jdk, "io.athena.apm.e2e.corpus.LinkEverything", jars);

    assertThat(lines).hasSize(jars.size()).allMatch(line -> line.contains(" failed=0 alone=0"));
    assertThat(lines.stream().mapToInt(WovenLibrariesIT::methods).sum())
        .isGreaterThan(ALL ? 40_000 : 8_000);
  }

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#found")
  void programOfWovenMethods_behavesAsBefore_andExitsEachEnteredMethod(Jdk jdk) {
    List<String> arguments = new ArrayList<>(List.of("com.acme.Main"));
    arguments.addAll(List.of(Artifacts.programs().toString()));
    arguments.addAll(jars(Caffeine.class, CircuitBreaker.class));

    List<String> lines = run(jdk, "io.athena.apm.e2e.corpus.RunWoven", arguments);

    assertThat(lines).hasSize(3).startsWith("working", "done");
    assertThat(lines.get(2)).matches("entered=(\\d{3,}) left=\\1 failed=0 alone=\\[\\]");
  }

  private static List<String> run(Jdk jdk, String program, List<String> arguments) {
    try (var jvm =
        ForkedJvm.builder()
            .jdk(jdk)
            .classPath(
                Artifacts.agent() + File.pathSeparator + Artifacts.tests(),
                "io.athena.apm.premain.InEngine",
                inEngine(program, arguments))
            .start()) {
      assertThat(jvm.awaitExit(LIMIT)).as("%s", jvm.err()).isZero();
      return jvm.out();
    }
  }

  private static String[] inEngine(String program, List<String> arguments) {
    List<String> all = new ArrayList<>();
    all.add(Artifacts.agent().toString());
    all.add(Artifacts.tests().toString());
    all.add(program);
    all.addAll(arguments);
    return all.toArray(String[]::new);
  }

  private static List<String> jars(Class<?>... types) {
    return Stream.of(types).map(Artifacts::jarOf).map(Path::toString).toList();
  }

  private static int methods(String line) {
    return Integer.parseInt(line.replaceAll(".* methods=(\\d+) .*", "$1"));
  }
}
