package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.ForkedJvmBuilder;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.Jdks;
import io.athena.apm.kit.UdpListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With the agent, the JVM still loads all classes from an archive, except those that the agent
 * weaves. Classes that the JVM has linked before {@code premain} are woven, too.
 */
class AheadOfTimeIT {

  /** The first JDK that creates an AOT cache in one step. */
  static final int AOT_CACHE = 25;

  private static final String[] LIBRARIES = {
    "com.github.benmanes.", "io.github.resilience4j.", "com.openai."
  };
  private static final Set<String> WOVEN =
      Set.of(
          "com.github.benmanes.caffeine.cache.Caffeine",
          "io.github.resilience4j.circuitbreaker.internal.CircuitBreakerStateMachine",
          "com.openai.core.http.HttpResponseForKt$parseable$1",
          "com.openai.core.http.RetryingHttpClient",
          "com.openai.services.blocking.chat.ChatCompletionServiceImpl$WithRawResponseImpl");

  /** A training run is two JVMs, and the second compresses and compiles what the first loaded. */
  private static final Duration TRAINING = Duration.ofMinutes(3);

  @TempDir Path directory;

  static List<Jdk> withAotCache() {
    return Jdks.from(AOT_CACHE);
  }

  /** The archive is created without the agent: the JVM creates none with any agent. */
  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#ofThisBuild")
  void classDataArchive_staysInUse(Jdk jdk, TestReporter reporter) {
    var archive = directory.resolve("classes.jsa");
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
    var cache = directory.resolve("agent.aot");
    train(Measured.jvm(jdk, 9), "-XX:AOTCacheOutput=" + cache, "-XX:-AOTClassLinking");
    var before = aloneWithAotCache(jdk);
    var after = measured(jdk, "-XX:AOTCache=" + cache, "-XX:AOTMode=on");
    report(reporter, before, after);
    assertOnlyWovenAreMissing(before, after);
  }

  /** The training run had a disabled agent: the JVM links all classes before premain. */
  @ParameterizedTest
  @MethodSource("withAotCache")
  void classesLinkedBeforePremain_areWoven(Jdk jdk, TestReporter reporter) {
    jdk.require(AOT_CACHE);
    var cache = directory.resolve("idle.aot");
    var idle = Measured.jvm(jdk, 9).environment("APM_ENABLED", "false");
    train(idle, "-XX:AOTCacheOutput=" + cache);
    var before = aloneWithAotCache(jdk);
    var after = measured(jdk, "-XX:AOTCache=" + cache, "-XX:AOTMode=on");
    report(reporter, before, after);
    assertThat(after.shared(LIBRARIES)).containsAll(WOVEN);
    assertThat(missing(before, after)).isEmpty();
  }

  private LoadedClasses aloneWithAotCache(Jdk jdk) {
    var cache = directory.resolve("alone.aot");
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

  /** The classes that came from the archive without the agent, and from elsewhere with it. */
  private static Set<String> missing(LoadedClasses before, LoadedClasses after) {
    var missing = new TreeSet<>(after.notShared(LIBRARIES));
    missing.retainAll(before.shared(LIBRARIES));
    // A class that is woven in place is logged as shared, and a second time.
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
      work.withOpenAiWasDone();
      return loaded;
    }
  }

  private LoadedClasses run(
      ForkedJvmBuilder builder, String name, Duration limit, String... options) {
    var loaded = new LoadedClasses(directory.resolve(name));
    builder.options(options).options(loaded.option());
    try (var jvm =
        builder.classPath(Artifacts.withEveryLibrary(), "com.acme.Main", "libraries").start()) {
      assertThat(jvm.awaitExit(limit)).as(() -> jvm.err().toString()).isZero();
    }
    return loaded;
  }
}
