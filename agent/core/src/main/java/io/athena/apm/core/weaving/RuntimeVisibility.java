package io.athena.apm.core.weaving;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.runtime.Probes;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whether a class loader resolves our runtime zone, and to ours. Woven code of one that does not
 * (OSGi, JBoss Modules) would fail, so its classes are left alone.
 */
public final class RuntimeVisibility {

  private final Map<ClassLoader, Boolean> seen = new WeakHashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final AgentLog log;

  /** Says what it finds hidden. */
  public RuntimeVisibility(AgentLog log) {
    this.log = log;
  }

  /** Whether a loader resolves it. */
  public boolean of(ClassLoader loader) {
    lock.lock();
    try {
      Boolean known = seen.get(loader);
      if (known == null) {
        known = resolves(loader);
        seen.put(loader, known);
      }
      return known;
    } finally {
      lock.unlock();
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
