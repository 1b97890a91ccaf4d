package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Sample;
import io.athena.apm.rules.MethodRole;
import io.athena.apm.rules.RulesReader;
import io.athena.apm.runtime.Probes;
import io.athena.apm.runtime.RuleProbe;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.AdviceFuse;
import io.athena.apm.weaving.ClassFiles;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Rules in effect in this JVM, as the composition root sets them up. Each reading of the clock
 * advances it by a microsecond. Fails every test in which a door caught an error that the test does
 * not expect.
 */
final class RulesFixture implements AfterEachCallback {

  private final AtomicLong clock = new AtomicLong();
  private final AgentLog log = new AgentLog();
  private final List<Throwable> failedReads = new ArrayList<>();
  private final Map<Door, Long> expected = new EnumMap<>(Door.class);

  /**
   * Metrics that reached their series limit, each with the line of its rule and the tag that grew.
   */
  final List<String> overflowed = new ArrayList<>();

  /** Rules that failed too often, by their origins. */
  final List<String> blown = new ArrayList<>();

  /** Makes the clock throw. */
  volatile boolean brokenClock;

  final Registry registry;
  final AgentErrors errors;
  final AdviceFuse fuse;
  final Spans spans;
  final ActiveRules active;

  /** Rules that skip the classes that the other rules measure. */
  final ActiveRules bundled;

  RulesFixture() {
    this(Registry.DEFAULT_LIMIT);
  }

  /** Creates rules whose metrics have a limit of series. */
  RulesFixture(int limit) {
    this(limit, 1);
  }

  /** Creates rules with a limit of series and a share of spans that are kept. */
  RulesFixture(int limit, double rate) {
    spans = new Spans(rate);
    registry =
        new Registry(
            () -> 0,
            limit,
            (metric, tag) -> overflowed.add(metric + " of " + metric.origin() + " by " + tag),
            failedReads::add);
    errors = new AgentErrors(registry, log);
    fuse = new AdviceFuse(errors, () -> 0, blown::add);
    RuleMeasurements measurements = new RuleMeasurements(this::now, spans);
    active = rules(measurements);
    bundled = rules(measurements);
    bundled.leaveTo(active);
    Probes.install(measurements);
    Probes.install(fuse);
  }

  private ActiveRules rules(RuleMeasurements measurements) {
    MethodRoleAdvice reads =
        new MethodRoleAdvice(
            MethodRole.CACHE_READ,
            ReadAdvice.class.getName(),
            List.of("java.util.concurrent."),
            true,
            Set.of("cache.hit", "cache.miss"),
            null);
    return new ActiveRules(
        measurements, registry, spans, log, name -> !fuse.isBlown(name), List.of(reads));
  }

  private long now() {
    if (brokenClock) {
      throw new IllegalStateException("the clock is broken");
    }
    return clock.getAndAdd(1_000);
  }

  /** Uses the rules of a file, for classes that are loaded from now on. */
  void use(String yaml) {
    active.use(RulesReader.read("rules.yaml", yaml)).complete();
  }

  /** The same with the agent's own rules. */
  void useBundled(String yaml) {
    bundled.use(RulesReader.read("bundled.yaml", yaml));
  }

  /** The woven class file; null if no rule matches it. */
  byte[] weave(Class<?> type) {
    byte[] classFile = ClassFiles.of(type);
    byte[] first = bundled.weaver().weave(type.getClassLoader(), type.getName(), classFile);
    byte[] second =
        active
            .weaver()
            .weave(type.getClassLoader(), type.getName(), first == null ? classFile : first);
    return second == null ? first : second;
  }

  /** Copies of classes in a loader of their own, woven if rules match. */
  ClassFiles load(Class<?>... types) {
    ClassFiles loader = new ClassFiles();
    for (Class<?> type : types) {
      byte[] woven = weave(type);
      loader.with(type.getName(), woven == null ? ClassFiles.of(type) : woven);
    }
    return loader;
  }

  /** A new object of a class that is woven. */
  WovenObject create(Class<?> type) throws Exception {
    return new WovenObject(load(type).loadClass(type.getName()).getConstructor().newInstance());
  }

  /** Every series of the rules, as {@code name{tags} value}; of histograms count and sum. */
  List<String> measured() {
    List<String> all = new ArrayList<>();
    for (Sample sample : registry.snapshot().samples()) {
      if (!sample.series().metric().name().startsWith("athena.agent.")) {
        all.add(sample.series() + " " + value(sample));
      }
    }
    return all;
  }

  private static String value(Sample sample) {
    if (sample instanceof Sample.Count count) {
      return Long.toString(count.total());
    }
    return sample instanceof Sample.Recorded recorded
        ? recorded.distribution().count() + " sum " + recorded.distribution().sum()
        : Double.toString(((Sample.Value) sample).value());
  }

  /** The lines that were logged since the last time. */
  List<String> logged() {
    List<String> lines = new ArrayList<>();
    log.drain(line -> lines.add(line.message()));
    return lines;
  }

  void expectErrors(Door door, long count) {
    expected.put(door, count);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Probes.install(new RuleProbe() {});
    Probes.install((problem, origin) -> {});
    for (Door door : Door.values()) {
      assertThat(errors.count(door))
          .as("errors at %s: %s", door, logged())
          .isEqualTo(expected.getOrDefault(door, 0L));
    }
    assertThat(failedReads).isEmpty();
  }
}
