package io.athena.apm.kit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.log.LogLine;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.RulesReader;
import io.athena.apm.rules.active.ActiveRules;
import io.athena.apm.rules.active.MethodRoleAdvice;
import io.athena.apm.rules.active.RuleMeasurements;
import io.athena.apm.rules.async.PendingFutures;
import io.athena.apm.runtime.AdviceFailures;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.FinishedSpan;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.AdviceFuse;
import io.athena.apm.weaving.AdviceWeaver;
import io.athena.apm.weaving.HookTable;
import io.athena.apm.weaving.LibraryInstrumentation;
import io.athena.apm.weaving.ModuleOpener;
import io.athena.apm.weaving.Reweaving;
import io.athena.apm.weaving.Weaver;
import io.athena.apm.weaving.WeavingTransformer;
import io.athena.apm.weaving.tasks.TaskPropagation;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Weaves the libraries of a test class in the test's JVM, and fails every test in which the agent
 * counted an internal error or a skipped hook.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final AgentExtension AGENT = AgentExtension.with(Instrumentations.all(), Instrumentations::install);
 * }</pre>
 *
 * <p>Each test starts with an empty registry; classes stay woven from one to the next.
 */
public final class AgentExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

  private static final int NEVER_REACHED = 1_000;

  private final HookTable hooks;
  private final Installer installer;
  private final int skipped;
  private final String rules;
  private final List<MethodRoleAdvice> roles;
  private ActiveRules active;
  private Instrumentation jvm;
  private WeavingTransformer weaving;
  private WeavingTransformer taskWeaving;
  private TaskPropagation tasks;
  private boolean tasksAreOn = true;
  private Measured woven;
  private AgentLog wovenLog;
  private AgentErrors wovenErrors;
  private Measured measured;
  private AgentLog log;
  private Spans spans;
  private AgentErrors errors;
  private AdviceFuse fuse;

  private AgentExtension(
      HookTable hooks,
      Installer installer,
      int skipped,
      String rules,
      List<MethodRoleAdvice> roles) {
    this.hooks = hooks;
    this.installer = installer;
    this.skipped = skipped;
    this.rules = rules;
    this.roles = roles;
  }

  /** An agent with these instrumentations. */
  public static AgentExtension with(
      List<LibraryInstrumentation> instrumentations, Installer installer) {
    return new AgentExtension(
        new HookTable(instrumentations, false), installer, 0, "rules: []", List.of());
  }

  /** As {@code with}, and with trace headers on the requests of clients. */
  public static AgentExtension propagating(
      List<LibraryInstrumentation> instrumentations, Installer installer) {
    return new AgentExtension(
        new HookTable(instrumentations, true), installer, 0, "rules: []", List.of());
  }

  /**
   * As {@code with}, for tests against a library that lacks members that hooks need.
   *
   * @param expected how many hooks are skipped by the end of each test
   */
  public AgentExtension skipping(int expected) {
    return new AgentExtension(hooks, installer, expected, rules, roles);
  }

  /**
   * As {@code with}, and with rules for the test's own classes.
   *
   * @param yaml a rules file
   */
  public AgentExtension rules(String yaml, List<MethodRoleAdvice> adviceOfRoles) {
    return new AgentExtension(hooks, installer, skipped, yaml, adviceOfRoles);
  }

  /** The values measured since the test began. */
  public Measured measured() {
    return measured;
  }

  /**
   * Waits until a metric has a value: the agent may get to know the end of an operation after the
   * test does, since a future calls its last listener first.
   */
  public void await(String metric) {
    while (!measured.has(metric)) {
      Thread.onSpinWait();
    }
  }

  /** The spans that ended since the last call. */
  public List<FinishedSpan> spans() {
    return spans.drain();
  }

  /** The lines that the agent has logged since the last call. */
  public List<String> log() {
    return lines(log);
  }

  private static List<String> lines(AgentLog log) {
    List<String> lines = new ArrayList<>();
    log.drain((LogLine line) -> lines.add(line.message()));
    return lines;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    jvm = ByteBuddyAgent.install();
    ModuleOpener.use(jvm);
    reset();
    woven = measured;
    wovenLog = log;
    wovenErrors = errors;
    active =
        new ActiveRules(
            new RuleMeasurements(System::nanoTime, spans),
            woven.registry(),
            spans,
            log,
            name -> true,
            roles);
    active.use(RulesReader.read("rules.yaml", rules));
    Weaver libraries = new AdviceWeaver(hooks, name -> true, fuse, woven.registry(), log);
    weaving =
        new WeavingTransformer(
            (loader, name, file) ->
                (hooks.isFor(name) ? libraries : active.weaver()).weave(loader, name, file),
            wovenErrors);
    jvm.addTransformer(weaving, true);
    taskWeaving =
        new WeavingTransformer(
            (loader, name, file) -> tasks.weave(loader, name, file), wovenErrors);
    jvm.addTransformer(taskWeaving, true);
    new Reweaving(jvm, this::isMatched).run(errors);
    assertNoErrors();
  }

  private boolean isMatched(Class<?> type) {
    return hooks.isFor(type.getName()) || active.match(type);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    reset();
  }

  private void reset() {
    log = new AgentLog();
    spans = new Spans(1);
    List<Throwable> failed = new ArrayList<>();
    Registry registry =
        new Registry(System::currentTimeMillis, NEVER_REACHED, (metric, tag) -> {}, failed::add);
    measured = new Measured(registry, failed);
    errors = new AgentErrors(registry, log);
    tasks = new TaskPropagation(spans, PendingFutures.ofThisJvm(), jvm, name -> tasksAreOn, errors);
    spans.beforeFirst(tasks);
    PendingFutures.ofThisJvm().observeWith(tasks);
    fuse = new AdviceFuse(errors, System::nanoTime, name -> {});
    Probes.install((AdviceFailures) fuse);
    installer.install(registry, spans, log);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    assertNoErrors();
    assertThat(lines(wovenLog)).as("methods").noneMatch(line -> line.contains("is not woven"));
    assertThat(woven.counter(AgentMetrics.SKIPPED.name())).as("hooks skipped").isEqualTo(skipped);
  }

  private void assertNoErrors() {
    for (Door door : Door.values()) {
      assertThat(errors.count(door) + wovenErrors.count(door))
          .as(() -> "agent errors at " + door + ": " + log())
          .isZero();
    }
    assertThat(measured.failedReads()).isEmpty();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    jvm.removeTransformer(weaving);
    new Reweaving(jvm, this::isMatched).run(errors);
    tasksAreOn = false;
    tasks.reweave();
    PendingFutures.ofThisJvm().observeWith(null);
    jvm.removeTransformer(taskWeaving);
  }
}
