package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.settings.SettingSources;
import io.athena.apm.core.settings.Settings;
import io.athena.apm.instrumentation.ai.AiInstrumentations;
import io.athena.apm.instrumentation.cache.CacheInstrumentations;
import io.athena.apm.instrumentation.resilience.ResilienceInstrumentations;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Sample;
import io.athena.apm.rules.MethodPattern;
import io.athena.apm.rules.Rule;
import io.athena.apm.rules.async.PendingFutures;
import io.athena.apm.runtime.Probes;
import io.athena.apm.runtime.RuleProbe;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.AdviceFuse;
import io.athena.apm.weaving.AdviceWeaver;
import io.athena.apm.weaving.HookTable;
import io.athena.apm.weaving.tasks.TaskPropagation;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A class for each name that the rules in the jar match, each in a package of its own. */
class BundledRulesTest {

  /** A rule's pattern, and the package of the classes that are generated for it. */
  record Meant(Rule rule, MethodPattern pattern, String generated) {

    String topLevel() {
      return generated + "." + pattern.type().simpleName();
    }

    String nested() {
      return generated + ".Outer$" + pattern.type().simpleName();
    }

    /** The class's text. */
    String text() {
      return source()
          .replace("Type", pattern.type().simpleName())
          .replace("method", pattern.method());
    }

    private String source() {
      if (rule.role() == null) {
        return rule.span() == null ? SCANNER : MANAGER;
      }
      return switch (rule.role()) {
        case AI_ANALYSIS -> MANAGER;
        case CACHE_READ -> CACHE;
        case CIRCUIT_BREAKER, CIRCUIT_BREAKER_CALL -> BREAKER;
      };
    }

    /** The counter that one call adds one to. */
    String metric() {
      if (rule.role() == null) {
        return rule.span() == null ? "files.analyzed" : rule.span() + ".total";
      }
      return switch (rule.role()) {
        case AI_ANALYSIS -> "ai.analysis.total";
        case CACHE_READ -> "cache.miss";
        case CIRCUIT_BREAKER, CIRCUIT_BREAKER_CALL -> "circuit_breaker.event";
      };
    }

    @Override
    public String toString() {
      return pattern.toString();
    }
  }

  private static final String MANAGER =
      "public class Type { public String method(String text) { return text; } }";

  private static final String CACHE =
      "public class Type { public Object method(String key) { return null; } }";

  private static final String BREAKER =
      """
      public class Type {
        private String state = "CLOSED";
        public void method(String call) { state = "OPEN"; }
        public String toString() { return state; }
      }
      """;

  /** Overloads that call each other count one file. */
  private static final String SCANNER =
      """
      public class Type {
        public Report method(String file) { return method(file, 5); }
        public Report method(String file, int size) { return new Report(); }
        public static class Report {
          public String fileType = "java";
          public long sizeBytes = 5;
        }
      }
      """;

  @TempDir static Path folder;

  private static GeneratedClasses classes;

  private final AgentLog log = new AgentLog();
  private final Registry registry =
      new Registry(() -> 0, Registry.DEFAULT_LIMIT, (metric, tag) -> {}, failed -> {});
  private final AgentErrors errors = new AgentErrors(registry, log);
  private final Spans spans = new Spans(0);
  private final AdviceFuse fuse = new AdviceFuse(errors, () -> 0, name -> {});
  private final KillSwitch killSwitch =
      new KillSwitch(
          Settings.read(
              SettingSources.of(null, new Properties(), Map.of()), Instrumentations.names(), log),
          registry);
  private final BundledRules rules =
      new BundledRules(
          new RuleEngine(registry, spans, log, fuse, killSwitch), "house, com.acme", log);

  static List<Meant> patterns() {
    return BundledRules.read().rules().stream().flatMap(BundledRulesTest::patterns).toList();
  }

  private static Stream<Meant> patterns(Rule rule) {
    return rule.methods().stream()
        .map(
            pattern ->
                new Meant(
                    rule,
                    pattern,
                    "house." + pattern.type().simpleName() + "_" + pattern.method()));
  }

  @BeforeAll
  static void generate() throws Exception {
    classes = new GeneratedClasses(folder);
    for (Meant meant : patterns()) {
      String start = "package " + meant.generated() + ";\n";
      classes.write(meant.topLevel(), start + meant.text());
      String nested = meant.text().replaceFirst("public class", "public static class");
      classes.write(
          meant.generated() + ".Outer", start + "public class Outer {\n" + nested + "\n}");
    }
    classes.compile();
  }

  @BeforeEach
  void install() {
    Probes.install(fuse);
    AiInstrumentations.install(registry, spans, log);
    CacheInstrumentations.install(registry, spans, log);
    ResilienceInstrumentations.install(registry, spans, log, false, () -> {});
  }

  @AfterEach
  void noErrors() {
    Probes.install(new RuleProbe() {});
    Probes.install((problem, origin) -> {});
    for (Door door : Door.values()) {
      assertThat(errors.count(door)).as(door::toString).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("patterns")
  void method_isMeasured_inAnyPackageAndInAnyClass(Meant meant) throws Exception {
    call(classes.create(rules, meant.topLevel()), meant.pattern().method());
    assertThat(total(meant.metric())).isEqualTo(1);

    call(classes.create(rules, meant.nested()), meant.pattern().method());
    assertThat(total(meant.metric())).isEqualTo(2);
  }

  /** Kafka, the AWS SDK and other software have classes with these names. */
  @Test
  void generalName_outsideTheApplication_isNotWoven_andReportedOnce() throws Exception {
    ClassLoader loader = getClass().getClassLoader();
    byte[] file = classes.classFile("house.LRUCache_get.LRUCache");

    assertThat(rules.weave(loader, "com.jayway.jsonpath.spi.cache.LRUCache", file)).isNull();
    assertThat(rules.weave(loader, "org.example.Maps$LRUCache", file)).isNull();
    List<String> lines = new ArrayList<>();
    log.drain(line -> lines.add(line.message()));
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("com.jayway.jsonpath.spi.cache.LRUCache", "application.packages");
  }

  @Test
  void nameThatOnlyAthenaHas_isWovenInAnyPackage() throws Exception {
    byte[] file = classes.classFile("house.AnalysisCache_get.AnalysisCache");

    assertThat(rules.weave(getClass().getClassLoader(), "org.example.AnalysisCache", file))
        .isNotNull();
  }

  /** Classes of libraries are measured by their own hooks or not at all. */
  @Test
  void classOfALibraryThatIsMeasured_isNotWoven_thoughItHasTheName() throws Exception {
    HookTable hooks = new HookTable(Instrumentations.all(), false);
    WeaverChain weavers =
        new WeaverChain(
            hooks,
            new AdviceWeaver(hooks, name -> true, fuse, registry, log),
            rules,
            new TaskPropagation(spans, PendingFutures.ofThisJvm(), null, name -> true, errors),
            name -> true);
    ClassLoader loader = getClass().getClassLoader();
    byte[] file = classes.classFile("house.CircuitBreaker_execute.CircuitBreaker");

    assertThat(weavers.weave(loader, "io.github.resilience4j.other.CircuitBreaker", file)).isNull();
    assertThat(weavers.weave(loader, "com.acme.CircuitBreaker", file)).isNotNull();
  }

  @Test
  void ruleOfTheJar_isDescribedByItsMeaningAndClasses() {
    for (Rule rule : BundledRules.read().rules()) {
      assertThat(BundledRules.describe(rule.origin().toString()))
          .matches("athena-rules.yaml:\\d+ \\([a-z_., ]+ of \\*\\*\\.\\w+.*\\)")
          .doesNotContain("null");
    }
  }

  @Test
  void anyOtherName_staysAsItIs() {
    assertThat(BundledRules.describe("caffeine")).isEqualTo("caffeine");
    assertThat(BundledRules.describe("rules.yaml:3")).isEqualTo("rules.yaml:3");
  }

  private static void call(Object target, String name) throws Exception {
    Method method = target.getClass().getMethod(name, String.class);
    method.invoke(target, "text");
  }

  private long total(String metric) {
    return registry.snapshot().samples().stream()
        .filter(sample -> sample.series().metric().name().equals(metric))
        .mapToLong(sample -> ((Sample.Count) sample).total())
        .sum();
  }
}
