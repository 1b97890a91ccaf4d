package io.athena.apm.weaving;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.runtime.Probes;
import java.util.function.Predicate;

/**
 * Whether a class loader resolves the agent's runtime zone. Where it does not (OSGi, JBoss
 * Modules), woven code would fail, so the loader's classes are not woven.
 *
 * <p>The answer of an OSGi loader depends on the caller: Felix and Equinox resolve any class of the
 * boot loader for code outside of bundles, such as this, but not for a bundle's own code. So their
 * loaders count as resolving it only if the property for boot delegation names the agent.
 *
 * <p>The loader runs code of the application, which may wait for a lock whose owner calls this. So
 * this holds no lock meanwhile; threads that call it at once each try the loader.
 */
public final class RuntimeVisibility {

  private static final String BOOT_DELEGATION = "org.osgi.framework.bootdelegation";
  private static final String OURS = "io.athena.apm.*";

  /** The interface of every loader of OSGi; no lambda, which would cost time in each start. */
  private static final Predicate<String> OSGI =
      new Predicate<String>() {
        @Override
        public boolean test(String type) {
          return type.equals("org.osgi.framework.BundleReference");
        }
      };

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
    if (SuperTypes.anyMatch(loader.getClass(), true, OSGI)
        && !System.getProperty(BOOT_DELEGATION, "").contains(OURS)) {
      return hidden(loader, "set -D" + BOOT_DELEGATION + "=" + OURS);
    }
    try {
      if (Class.forName(Probes.class.getName(), false, loader) == Probes.class) {
        return true;
      }
    } catch (ClassNotFoundException | LinkageError hidden) {
      // Logged below, once for each loader class.
    }
    boolean jboss = loader.getClass().getName().startsWith("org.jboss.modules.");
    return hidden(
        loader,
        jboss ? "add io.athena.apm to -Djboss.modules.system.pkgs" : "try bootstrap=always");
  }

  private boolean hidden(ClassLoader loader, String remedy) {
    log.warnOnce(
        "class loader "
            + loader.getClass().getName()
            + " hides the agent; its classes are not measured ("
            + remedy
            + ")");
    return false;
  }
}
