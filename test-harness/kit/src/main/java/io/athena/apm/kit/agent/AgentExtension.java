package io.athena.apm.kit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.log.LogLine;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.spans.FinishedSpan;
import io.athena.apm.core.spans.SpanSampler;
import io.athena.apm.core.values.ModuleOpener;
import io.athena.apm.core.weaving.AdviceFuse;
import io.athena.apm.core.weaving.AdviceWeaver;
import io.athena.apm.core.weaving.HookTable;
import io.athena.apm.core.weaving.LibraryInstrumentation;
import io.athena.apm.core.weaving.Reweaving;
import io.athena.apm.core.weaving.Weaving;
import io.athena.apm.runtime.AdviceFailures;
import io.athena.apm.runtime.Probes;
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
 * Weaves the libraries of a test class, in the test's JVM, and fails every test in which the agent
 * counted an error of its own or a hook that did not fit.
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
  private Instrumentation jvm;
  private Weaving weaving;
  private Measured woven;
  private AgentErrors wovenErrors;
  private Measured measured;
  private AgentLog log;
  private SpanSampler spans;
  private AgentErrors errors;

  private AgentExtension(HookTable hooks, Installer installer, int skipped) {
    this.hooks = hooks;
    this.installer = installer;
    this.skipped = skipped;
  }

  /** An agent with these instrumentations. */
  public static AgentExtension with(
      List<LibraryInstrumentation> instrumentations, Installer installer) {
    return new AgentExtension(new HookTable(instrumentations), installer, 0);
  }

  /**
   * The same for tests against a library that lacks what hooks need.
   *
   * @param expected how many hooks are left out by the end of each test
   */
  public AgentExtension skipping(int expected) {
    return new AgentExtension(hooks, installer, expected);
  }

  /** What has been measured since the test began. */
  public Measured measured() {
    return measured;
  }

  /** The spans that ended since the last time. */
  public List<FinishedSpan> spans() {
    return spans.drain();
  }

  /** The lines that the agent has logged since the last time. */
  public List<String> log() {
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
    wovenErrors = errors;
    weaving =
        new Weaving(new AdviceWeaver(hooks, name -> true, woven.registry(), log), wovenErrors);
    jvm.addTransformer(weaving, true);
    new Reweaving(jvm, type -> hooks.isFor(type.getName())).run(errors);
    assertNoErrors();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    reset();
  }

  private void reset() {
    log = new AgentLog();
    spans = new SpanSampler(1);
    List<Throwable> failed = new ArrayList<>();
    Registry registry =
        new Registry(System::currentTimeMillis, NEVER_REACHED, (metric, tag) -> {}, failed::add);
    measured = new Measured(registry, failed);
    errors = new AgentErrors(registry, log);
    Probes.install((AdviceFailures) new AdviceFuse(errors, name -> {}));
    installer.install(registry, spans, log);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    assertNoErrors();
    assertThat(woven.counter(AgentMetrics.SKIPPED.name())).as("hooks skipped").isEqualTo(skipped);
  }

  private void assertNoErrors() {
    for (Door door : Door.values()) {
      assertThat(errors.count(door) + wovenErrors.count(door))
          .as("agent errors at %s: %s", door, log())
          .isZero();
    }
    assertThat(measured.failedReads()).isEmpty();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    jvm.removeTransformer(weaving);
    new Reweaving(jvm, type -> hooks.isFor(type.getName())).run(errors);
  }
}
