package io.athena.apm.agent;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.export.AgentLoop;
import io.athena.apm.core.export.EarlyFlush;
import io.athena.apm.core.export.Flush;
import io.athena.apm.core.export.Shutdown;
import io.athena.apm.core.jvm.JvmPoller;
import io.athena.apm.core.jvm.MainStarted;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.settings.ConfigFile;
import io.athena.apm.core.settings.SettingSources;
import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.Settings;
import io.athena.apm.instrumentation.ai.AiInstrumentations;
import io.athena.apm.instrumentation.api.ApiInstrumentations;
import io.athena.apm.instrumentation.cache.CacheInstrumentations;
import io.athena.apm.instrumentation.logging.LoggingInstrumentations;
import io.athena.apm.instrumentation.resilience.ResilienceInstrumentations;
import io.athena.apm.metrics.MonotonicClock;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Series;
import io.athena.apm.rules.async.PendingFutures;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.SpanSampling;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.AdviceFuse;
import io.athena.apm.weaving.AdviceWeaver;
import io.athena.apm.weaving.HookTable;
import io.athena.apm.weaving.ModuleOpener;
import io.athena.apm.weaving.Reweaving;
import io.athena.apm.weaving.WeavingTransformer;
import io.athena.apm.weaving.tasks.TaskPropagation;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Starts the engine while the application starts: settings, cells, probes, weaver, exporters, in
 * the order in which a class that waits in the gate needs them. Runs on the athena-apm thread.
 *
 * <p>This class and the code that it calls have no lambda: each of the first dozens in a JVM costs
 * half a millisecond of CPU, at every start of every application.
 */
final class Boot {

  private final SettingSources sources;
  private final Instrumentation instrumentation;
  private final MainStarted mainStarted;
  private final boolean attached;
  private final ClassFileTransformer gate;
  private final Consumer<ClassFileTransformer> open;
  private final Predicate<String> gateNames;
  private final AgentLog log = new AgentLog();
  private final AgentLoop loop = new AgentLoop(Thread.currentThread());
  private AgentErrors errors;
  private KillSwitch killSwitch;
  private Reweaving reweaving; // null before weaving begins
  private Supplier<Predicate<Series>> openedBreakers;

  Boot(
      SettingSources sources,
      Instrumentation instrumentation,
      Thread mainThread,
      ClassFileTransformer gate,
      Consumer<ClassFileTransformer> open,
      Predicate<String> gateNames) {
    this.sources = sources;
    this.instrumentation = instrumentation;
    this.mainStarted = new MainStarted(mainThread);
    this.attached = mainThread == null;
    this.gate = gate;
    this.open = open;
    this.gateNames = gateNames;
  }

  /**
   * Returns the loop that the thread runs from now on; null where the settings switch the agent
   * off.
   */
  Runnable run() {
    Settings settings = settings();
    boolean enabled = settings.get(SettingTable.ENABLED);
    LogOutput output = new LogOutput(settings, log);
    LogDrain drain = new LogDrain(log, output, mainStarted, loop, Thread.currentThread());
    if (enabled) {
      startOrUndo(settings, output, drain);
    } else {
      instrumentation.removeTransformer(gate);
    }
    // The drain runs second: no line that is added before it runs is left behind.
    log.onLine(drain);
    drain.run();
    return enabled ? loop : null;
  }

  private Settings settings() {
    String file = sources.text(SettingTable.CONFIG.key());
    SettingSources all = file == null ? sources : sources.withFile(ConfigFile.read(file, log));
    return Settings.read(all, Instrumentations.names(), log);
  }

  /** If the start fails, removes all that it has installed. */
  private void startOrUndo(Settings settings, LogOutput output, LogDrain drain) {
    boolean started = false;
    try {
      start(settings, output, drain);
      started = true;
    } finally {
      if (!started) {
        undo();
      }
    }
  }

  private void undo() {
    instrumentation.removeTransformer(gate);
    loop.cancel();
    if (reweaving != null) {
      killSwitch.turn(true);
      reweaving.run(errors);
    }
  }

  private void start(Settings settings, LogOutput output, LogDrain drain) {
    RegistryProblems problems = new RegistryProblems(log);
    Registry registry =
        new Registry(new WallClock(), settings.get(SettingTable.SERIES_LIMIT), problems, problems);
    errors = new AgentErrors(registry, log);
    problems.countIn(registry, errors);
    loop.countIn(errors);
    Spans spans = new Spans(sampling(settings));
    Shutdown shutdown =
        new Shutdown(
            settings.get(SettingTable.SHUTDOWN_TIMEOUT), loop, log, output, new MonotonicClock());
    UserRules rules = weave(settings, registry, spans, shutdown);
    Exporters exporters = new Exporters(settings, registry, shutdown, loop, log);
    Runnable jvm = shutdown.untilExit(new JvmPoller(registry, log, mainStarted));
    registry.poll(jvm);
    if (output.hasFile()) {
      registry.poll(drain);
    }
    if (rules != null) {
      // An edit that arrives while the JVM exits is not read.
      registry.poll(shutdown.untilExit(rules));
    }
    Flush flush = new Flush(registry, spans, exporters.all(), errors);
    loop.atEnd(shutdown.afterLastFlush(flush));
    loop.flushEarlyBy(new EarlyFlush(flush, openedBreakers));
    loop.prepareBy(new Preparation(log), jvm);
    loop.flushEvery(settings.get(SettingTable.FLUSH_INTERVAL), flush);
    log.notice(StartLine.of(settings, System.getenv()));
    if (attached) {
      log.warn(
          "attached to a running program: existing objects are measured from their next use on;"
              + " existing Caffeine and Guava caches are not measured");
    }
    warnOfSecurityManager();
  }

  @SuppressWarnings("removal") // until JDK 17 is no longer supported
  private void warnOfSecurityManager() {
    if (System.getSecurityManager() != null) {
      log.warn(
          "a security manager is installed, which this agent does not support: rules and"
              + " instrumentations may measure nothing");
    }
  }

  /** Returns the operator's rules, which have taken effect; null if no file is set. */
  private UserRules weave(Settings settings, Registry registry, Spans spans, Shutdown shutdown) {
    ModuleOpener.use(instrumentation);
    killSwitch = new KillSwitch(settings, registry);
    HookTable hooks = new HookTable(Instrumentations.all(), settings.get(SettingTable.PROPAGATE));
    SwitchOff switchOff = new SwitchOff(log, loop, errors);
    AdviceFuse fuse = new AdviceFuse(errors, new MonotonicClock(), switchOff);
    PendingFutures futures = PendingFutures.ofThisJvm();
    TaskPropagation tasks =
        new TaskPropagation(spans, futures, instrumentation, killSwitch, errors);
    spans.beforeFirst(tasks);
    futures.observeWith(tasks);
    registry.poll(futures);
    Probes.install(fuse);
    AiInstrumentations.install(registry, spans, log, settings.get(SettingTable.AI_PRICES));
    CacheInstrumentations.install(registry, spans, log, settings.get(SettingTable.CACHE_NAMES));
    openedBreakers =
        ResilienceInstrumentations.install(registry, spans, log, attached, new FlushSoon());
    ApiInstrumentations.install(registry, spans, log);
    if (settings.get(SettingTable.LOG_CONTEXT)) {
      LoggingInstrumentations.install(spans);
    }
    AdviceWeaver libraries = new AdviceWeaver(hooks, killSwitch, fuse, registry, log);
    libraries.prime();
    RuleEngine engine = new RuleEngine(registry, spans, log, fuse, killSwitch);
    boolean bundled = settings.get(SettingTable.instrumentation(BundledRules.NAME));
    WeaverChain weavers =
        new WeaverChain(
            hooks, libraries, bundled ? bundledRules(settings, engine) : null, tasks, gateNames);
    reweaving = new Reweaving(instrumentation, weavers);
    switchOff.by(reweaving);
    shutdown.install(
        instrumentation,
        new BooleanSupplier() {
          @Override
          public boolean getAsBoolean() {
            return weavers.haveWoven();
          }
        });
    UserRules rules = userRules(settings.get(SettingTable.RULES), engine, weavers, tasks, fuse);
    open.accept(new WeavingTransformer(weavers, errors));
    reweaving.run(errors);
    return rules;
  }

  /** Flushes when a breaker has opened, since an operator may be alerted by it. */
  private final class FlushSoon implements Runnable {

    @Override
    public void run() {
      loop.flushSoon();
    }
  }

  private BundledRules bundledRules(Settings settings, RuleEngine engine) {
    return new BundledRules(engine, settings.get(SettingTable.APPLICATION_PACKAGES), log);
  }

  private UserRules userRules(
      String files,
      RuleEngine engine,
      WeaverChain weavers,
      TaskPropagation tasks,
      AdviceFuse fuse) {
    if (files.isEmpty()) {
      return null;
    }
    UserRules rules =
        new UserRules(
            files, engine, instrumentation, killSwitch, gateNames, tasks, fuse, errors, log);
    weavers.with(rules);
    rules.start();
    return rules;
  }

  /**
   * Spans are kept only if a provider exports them, and get ids only if headers or logs carry them.
   */
  private static SpanSampling sampling(Settings settings) {
    List<String> providers = settings.get(SettingTable.PROVIDER);
    boolean exported = providers.contains("otlp");
    boolean printed = providers.contains("console") && settings.get(SettingTable.CONSOLE_SPANS);
    boolean numbered =
        settings.get(SettingTable.PROPAGATE) || settings.get(SettingTable.LOG_CONTEXT);
    return new SpanSampling(
        exported || printed || numbered ? settings.get(SettingTable.SAMPLE_RATE) : 0,
        numbered,
        exported && settings.get(SettingTable.SAMPLE_ERRORS));
  }
}
