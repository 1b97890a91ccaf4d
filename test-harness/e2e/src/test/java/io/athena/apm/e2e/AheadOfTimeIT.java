package io.athena.apm.e2e;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.Jdks;
import io.athena.apm.kit.UdpListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With the agent, the JVM still loads all classes from an archive, except those that the agent
 * weaves. Classes that the JVM has linked before {@code premain} are woven, too. {@code
 * -Pcompatibility} adds openai-java, whose archives take a minute.
 */
class AheadOfTimeIT {

  /** The first JDK that creates an AOT cache in one step. */
  static final int AOT_CACHE = 25;

  private static final boolean ALL = Boolean.getBoolean("athena.compatibility");

  private static final String OPENAI = "com.openai.";
  private static final String[] LIBRARIES =
      ALL
          ? new String[] {"com.github.benmanes.", "io.github.resilience4j.", OPENAI}
          : new String[] {"com.github.benmanes.", "io.github.resilience4j."};
  private static final Set<String> WOVEN =
      Stream.of(
              "com.github.benmanes.caffeine.cache.Caffeine",
              "io.github.resilience4j.circuitbreaker.internal.CircuitBreakerStateMachine",
              OPENAI + "core.http.HttpResponseForKt$parseable$1",
              OPENAI + "core.http.RetryingHttpClient",
              OPENAI + "services.blocking.chat.ChatCompletionServiceImpl$WithRawResponseImpl")
          .filter(name -> ALL || !name.startsWith(OPENAI))
          .collect(toSet());

  /** A training run is two JVMs, and the second compresses and compiles what the first loaded. */
  private static final Duration TRAINING = Duration.ofMinutes(3);

  @TempDir static Path directory;

  /** Without the agent, by an AOT cache. */
  private static final Map<Jdk, LoadedClasses> ALONE = new HashMap<>();

  private static int files;

  static List<Jdk> withAotCache() {
    return Jdks.from(AOT_CACHE);
  }

  /** The archive is created without the agent: the JVM creates none with any agent. */
  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void classDataArchive_staysInUse(Jdk jdk, TestReporter reporter) {
    var archive = newFile("classes.jsa");
    var use = new String[] {"-XX:SharedArchiveFile=" + archive, "-Xshare:on"};
    train(Measured.unattended(jdk, 9), "-XX:ArchiveClassesAtExit=" + archive);
    var before = alone(jdk, use);
    var after = measured(jdk, use);
    report(reporter, before, after);
    assertOnlyWovenAreMissing(before, after);
  }

  /**
   * The cache is created with the agent, because the JVM rejects one that was created without; and
   * without linked classes, because JDK 25.0.3 crashes if any agent has transformed such a class
   * with a lambda in the training run.
   */
  @ParameterizedTest
  @MethodSource("withAotCache")
  void aotCache_staysInUse(Jdk jdk, TestReporter reporter) {
    jdk.require(AOT_CACHE);
    var cache = newFile("agent.aot");
    train(Measured.jvm(jdk, 9), "-XX:AOTCacheOutput=" + cache, "-XX:-AOTClassLinking");
    var before = ALONE.computeIfAbsent(jdk, this::aloneWithAotCache);
    var after = measured(jdk, "-XX:AOTCache=" + cache, "-XX:AOTMode=on");
    report(reporter, before, after);
    assertOnlyWovenAreMissing(before, after);
  }

  /** The training run had a disabled agent: the JVM links all classes before premain. */
  @ParameterizedTest
  @MethodSource("withAotCache")
  void classesLinkedBeforePremain_areWoven(Jdk jdk, TestReporter reporter) {
    jdk.require(AOT_CACHE);
    var cache = newFile("idle.aot");
    var idle = Measured.jvm(jdk, 9).environment("APM_ENABLED", "false");
    train(idle, "-XX:AOTCacheOutput=" + cache);
    var before = ALONE.computeIfAbsent(jdk, this::aloneWithAotCache);
    var after = measured(jdk, "-XX:AOTCache=" + cache, "-XX:AOTMode=on");
    report(reporter, before, after);
    assertThat(after.shared(LIBRARIES)).containsAll(WOVEN);
    assertThat(missing(before, after)).isEmpty();
  }

  private LoadedClasses aloneWithAotCache(Jdk jdk) {
    var cache = newFile("alone.aot");
    train(Measured.unattended(jdk, 9), "-XX:AOTCacheOutput=" + cache);
    return alone(jdk, "-XX:AOTCache=" + cache, "-XX:AOTMode=on");
  }

  private static void assertOnlyWovenAreMissing(LoadedClasses before, LoadedClasses after) {
    assertThat(before.shared(LIBRARIES)).containsAll(WOVEN);
    for (var library : LIBRARIES) {
      assertThat(after.shared(library)).as(library).hasSizeGreaterThan(20);
    }
    assertThat(missing(before, after)).isEqualTo(WOVEN);
  }

  /** The classes that the JVM loads from the archive only without the agent. */
  private static Set<String> missing(LoadedClasses before, LoadedClasses after) {
    var missing = new TreeSet<>(after.notShared(LIBRARIES));
    missing.retainAll(before.shared(LIBRARIES));
    // A class that is woven in place is logged twice, once as shared.
    missing.removeAll(after.shared(LIBRARIES));
    return missing;
  }

  private static void report(TestReporter reporter, LoadedClasses before, LoadedClasses after) {
    reporter.publishEntry("shared without agent", "" + before.shared(LIBRARIES).size());
    reporter.publishEntry("shared with agent", "" + after.shared(LIBRARIES).size());
  }

  private LoadedClasses alone(Jdk jdk, String... options) {
    return run(Measured.unattended(jdk, 9), "alone", Measured.LIMIT, options);
  }

  /** A training run prints lines of the JVM. */
  private void train(ForkedJvmBuilder builder, String... options) {
    run(builder.options("-Xlog:disable"), "training", TRAINING, options);
  }

  /** Runs with the agent and checks its counts. */
  private LoadedClasses measured(Jdk jdk, String... options) {
    try (var server = UdpListener.start()) {
      var loaded = run(Measured.jvm(jdk, server.port()), "measured", Measured.LIMIT, options);
      var work = new Work(Measured.totals(server));
      work.wasDone(1);
      work.withResilience4jWasDone();
      if (ALL) {
        work.withOpenAiWasDone();
      }
      return loaded;
    }
  }

  private LoadedClasses run(
      ForkedJvmBuilder builder, String name, Duration limit, String... options) {
    var loaded = new LoadedClasses(newFile(name));
    builder.options(options).options(loaded.option());
    var program = ALL ? Artifacts.withEveryLibrary() : Artifacts.classPath();
    try (var jvm =
        builder.classPath(program, "com.acme.Main", ALL ? "libraries" : "resilience4j").start()) {
      assertThat(jvm.awaitExit(limit)).as(() -> jvm.err().toString()).isZero();
    }
    return loaded;
  }

  private static Path newFile(String name) {
    files++;
    return directory.resolve(files + name);
  }
}
