package io.athena.apm.agent;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.weaving.AdviceWeaver;
import io.athena.apm.core.weaving.HookTable;

/** What the build runs to learn which classes a start takes, and what the gate has to know. */
public final class Rehearsal {

  private Rehearsal() {}

  /**
   * Makes a weaver and primes it, as {@link Boot} does. Called by name.
   *
   * @return the names for the gate
   */
  public static String run() {
    HookTable hooks = new HookTable(Instrumentations.all());
    Registry registry =
        new Registry(() -> 0L, Registry.DEFAULT_LIMIT, (metric, tag) -> {}, problem -> {});
    new AdviceWeaver(hooks, name -> true, registry, new AgentLog()).prime();
    return hooks.gateNames();
  }

  /** The names for the gate that the bundled rules add. Called by name; no start does this. */
  public static String ruleNames() {
    return BundledRules.gateNames();
  }
}
