package io.athena.apm.weaving;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.runtime.Probes;
import java.util.function.Function;

/**
 * Whether a class loader resolves our runtime zone, and to ours. Woven code of one that does not
 * (OSGi, JBoss Modules) would fail, so its classes are left alone.
 *
 * <p>Asking a loader runs code of the application, which may wait for a lock of its own whose owner
 * asks here. So no lock of ours is held meanwhile; threads that come at once each ask.
 */
public final class RuntimeVisibility {

  private final WeakIdentityMap<Boolean> seen = new WeakIdentityMap<>();
  private final Asking asking = new Asking();
  private final AgentLog log;

  /** Says what it finds hidden. */
  public RuntimeVisibility(AgentLog log) {
    this.log = log;
  }

  /** Whether a loader resolves it. */
  public boolean of(ClassLoader loader) {
    return seen.computeIfAbsent(loader, asking);
  }

  private final class Asking implements Function<Object, Boolean> {

    @Override
    public Boolean apply(Object loader) {
      return resolves((ClassLoader) loader);
    }
  }

  private boolean resolves(ClassLoader loader) {
    try {
      if (Class.forName(Probes.class.getName(), false, loader) == Probes.class) {
        return true;
      }
    } catch (ClassNotFoundException | LinkageError hidden) {
      // Said below, once for each kind of loader.
    }
    log.warnOnce(
        "class loader "
            + loader.getClass().getName()
            + " hides the agent; its classes are not measured (try bootstrap=always)");
    return false;
  }
}
