package io.athena.apm.agent;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.core.export.AgentLoop;
import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.export.Flush;
import io.athena.apm.core.jvm.JvmPoller;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.log.LogWriter;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.settings.ConfigFile;
import io.athena.apm.core.settings.SettingSources;
import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.Settings;
import io.athena.apm.core.spans.SpanSampler;
import io.athena.apm.core.values.ModuleOpener;
import io.athena.apm.core.weaving.AdviceFuse;
import io.athena.apm.core.weaving.AdviceWeaver;
import io.athena.apm.core.weaving.HookTable;
import io.athena.apm.core.weaving.Reweaving;
import io.athena.apm.core.weaving.Weaving;
import io.athena.apm.instrumentation.ai.AiInstrumentations;
import io.athena.apm.instrumentation.cache.CacheInstrumentations;
import io.athena.apm.instrumentation.resilience.ResilienceInstrumentations;
import io.athena.apm.runtime.Probes;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Makes the engine ready while the application starts: settings, cells, probes, weaver, exporters,
 * in the order in which a class that waits in the gate needs them. Runs on the athena-apm thread.
 */
final class Boot {

  private final SettingSources sources;
  private final Instrumentation instrumentation;
  private final Thread mainThread;
  private final ClassFileTransformer gate;
  private final Consumer<ClassFileTransformer> open;
  private final AgentLog log = new AgentLog();
  private final AgentLoop loop = new AgentLoop(Thread.currentThread());
  private LogWriter writer;

  Boot(
      SettingSources sources,
      Instrumentation instrumentation,
      Thread mainThread,
      ClassFileTransformer gate,
      Consumer<ClassFileTransformer> open) {
    this.sources = sources;
    this.instrumentation = instrumentation;
    this.mainThread = mainThread;
    this.gate = gate;
    this.open = open;
  }

  /** What the thread does from now on; null where the settings switch the agent off. */
  Runnable run() {
    Settings settings = settings();
    writer = LogWriters.of(settings);
    boolean enabled = settings.get(SettingTable.ENABLED);
    if (enabled) {
      start(settings);
    } else {
      instrumentation.removeTransformer(gate);
    }
    writeLog();
    log.onLine(() -> loop.execute(this::writeLog));
    return enabled ? loop : null;
  }

  private Settings settings() {
    Settings first = Settings.read(sources, Instrumentations.names(), problem -> {});
    String file = first.get(SettingTable.CONFIG);
    SettingSources all =
        file.isEmpty() ? sources : sources.withFile(ConfigFile.read(Path.of(file), log::warn));
    return Settings.read(all, Instrumentations.names(), log::warn);
  }

  private void start(Settings settings) {
    Registry registry = registry(settings);
    AgentErrors errors = new AgentErrors(registry, log);
    SpanSampler spans = new SpanSampler(spanRate(settings));
    weave(settings, registry, errors, spans);
    Exporters exporters = new Exporters(settings, registry, log);
    registry.poll(new JvmPoller(registry, log, mainThread));
    Flush flush = new Flush(registry, spans, exporters.all(), errors);
    loop.flushEvery(settings.get(SettingTable.FLUSH_INTERVAL), flush);
    ExitHook.install(instrumentation, new LastFlush(settings, loop, exporters, log));
    log.notice(StartLine.of(settings));
  }

  private Registry registry(Settings settings) {
    Registry[] self = new Registry[1];
    self[0] =
        new Registry(
            System::currentTimeMillis,
            settings.get(SettingTable.SERIES_LIMIT),
            (metric, tag) -> {
              if (metric != AgentMetrics.OVERFLOW) {
                self[0].counters(AgentMetrics.OVERFLOW).get(metric.name()).increment();
              }
              log.warn(
                  metric
                      + " has reached series.limit; tag "
                      + tag
                      + " grew, further values share one series tagged overflow:true");
            },
            problem ->
                new AgentErrors(self[0], log)
                    .caught(Door.FLUSH, "a value could not be read", problem));
    return self[0];
  }

  private void weave(Settings settings, Registry registry, AgentErrors errors, SpanSampler spans) {
    ModuleOpener.use(instrumentation);
    HookTable hooks = new HookTable(Instrumentations.all());
    Reweaving reweaving = new Reweaving(instrumentation, hooks);
    AdviceFuse fuse =
        new AdviceFuse(
            errors,
            name -> {
              log.warn(name + " is switched off: its advice failed too often");
              loop.execute(() -> reweaving.run(errors));
            });
    Probes.install(fuse);
    AiInstrumentations.install(registry, spans, log);
    CacheInstrumentations.install(registry, log);
    ResilienceInstrumentations.install(registry, log);
    AdviceWeaver weaver =
        new AdviceWeaver(
            hooks,
            name -> settings.get(SettingTable.instrumentation(name)) && !fuse.isBlown(name),
            registry,
            log);
    weaver.prime();
    open.accept(new Weaving(weaver, errors));
    reweaving.run(errors);
  }

  /** Spans are kept only where somebody reads them. */
  private static double spanRate(Settings settings) {
    boolean read =
        settings.get(SettingTable.PROVIDER).contains("console")
            && settings.get(SettingTable.CONSOLE_SPANS);
    return read ? settings.get(SettingTable.SAMPLE_RATE) : 0;
  }

  private void writeLog() {
    log.drain(writer);
  }
}
