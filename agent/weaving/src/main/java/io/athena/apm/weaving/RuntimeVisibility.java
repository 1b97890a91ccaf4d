package io.athena.apm.weaving;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.runtime.Probes;

/**
 * Whether a class loader resolves the agent's runtime zone. Where it does not (OSGi, JBoss
 * Modules), woven code would fail, so the loader's classes are not woven.
 *
 * <p>The loader runs code of the application, which may wait for a lock whose owner calls this. So
 * this holds no lock meanwhile; threads that call it at once each try the loader.
 */
public final class RuntimeVisibility {

  private final WeakIdentityMap<Boolean> seen = new WeakIdentityMap<>();
  private final AgentLog log;

  /** Reports loaders that hide the agent to a log. */
  public RuntimeVisibility(AgentLog log) {
    this.log = log;
  }

  /** Whether a loader resolves it. Any thread may call this. */
  public boolean of(ClassLoader loader) {
    Boolean known = seen.get(loader);
    if (known == null) {
      known = resolves(loader);
      seen.put(loader, known);
    }
    return known;
  }

  private boolean resolves(ClassLoader loader) {
    try {
      if (Class.forName(Probes.class.getName(), false, loader) == Probes.class) {
        return true;
      }
    } catch (ClassNotFoundException | LinkageError hidden) {
      // Logged below, once for each class of loader.
    }
    log.warnOnce(
        "class loader "
            + loader.getClass().getName()
            + " hides the agent; its classes are not measured (try bootstrap=always)");
    return false;
  }
}
