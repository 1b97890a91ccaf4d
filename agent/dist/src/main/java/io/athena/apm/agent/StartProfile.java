package io.athena.apm.agent;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.log.StandardErrorWriter;
import io.athena.apm.instrumentation.logging.LoggingInstrumentations;
import io.athena.apm.metrics.Registry;
import io.athena.apm.weaving.AdviceFuse;
import io.athena.apm.weaving.AdviceWeaver;
import io.athena.apm.weaving.HookTable;

/** The build runs this to record which classes a start loads, and to get the gate's names. */
public final class StartProfile {

  private StartProfile() {}

  /**
   * Makes and primes a weaver and makes the log, as {@link Boot} does. Called by name.
   *
   * @return the names of the measuring instruments' classes, for the gate
   */
  public static String run() {
    HookTable hooks = new HookTable(Instrumentations.all(), true);
    Registry registry =
        new Registry(() -> 0L, Registry.DEFAULT_LIMIT, (metric, tag) -> {}, problem -> {});
    AgentLog log = new AgentLog();
    AdviceFuse fuse = new AdviceFuse(new AgentErrors(registry, log), () -> 0L, name -> {});
    new AdviceWeaver(hooks, name -> true, fuse, registry, log).prime();
    new StandardErrorWriter();
    return new HookTable(Instrumentations.measuring(), true).gateNames();
  }

  /** The names of classes of logging libraries, for the gate. Called by name. */
  public static String logNames() {
    return new HookTable(LoggingInstrumentations.all(), false).gateNames();
  }

  /** The names of the bundled rules' classes, for the gate. Called by name. */
  public static String ruleNames() {
    return BundledRules.gateNames();
  }
}
