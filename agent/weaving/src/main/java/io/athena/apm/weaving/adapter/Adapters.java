package io.athena.apm.weaving.adapter;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.weaving.ModuleOpener;

/**
 * The adapters of one kind, one for each class of a library that is asked for. Safe for any thread.
 * {@code get} may run the application's class loader: never call it under a lock.
 *
 * <p>{@code get} returns null where the adapter does not fit the version of the library, or the
 * library's module can't be changed to export its packages. That is logged, and counts as a skipped
 * hook.
 *
 * @param <A> the engine's public interface that the adapter implements
 */
public final class Adapters<A> extends ClassValue<A> {

  private final String instrumentation;
  private final Registry registry;
  private final AgentLog log;
  private final Class<A> type;
  private final String name;
  private final String libraryPackage;

  /**
   * Does not create an adapter yet.
   *
   * @param instrumentation its name
   * @param type the engine's interface
   * @param name binary name of the adapter: a public class with a public constructor without
   *     parameters, whose simple name ends with {@code Adapter}
   * @param libraryPackage start of the names of the library's packages that it uses; they are
   *     exported to it where the library's module does not
   */
  public Adapters(
      String instrumentation,
      Registry registry,
      AgentLog log,
      Class<A> type,
      String name,
      String libraryPackage) {
    this.instrumentation = instrumentation;
    this.registry = registry;
    this.log = log;
    this.type = type;
    this.name = name;
    this.libraryPackage = libraryPackage;
  }

  @Override
  protected A computeValue(Class<?> libraryClass) {
    try {
      Class<?> adapter = AdapterLoader.of(libraryClass.getClassLoader()).loadClass(name);
      ModuleOpener.export(libraryClass.getModule(), libraryPackage, adapter.getModule());
      return type.cast(adapter.getConstructor().newInstance());
    } catch (ReflectiveOperationException | LinkageError drifted) {
      registry.counters(AgentMetrics.SKIPPED).get(instrumentation).increment();
      log.warnOnce(
          instrumentation
              + ": "
              + libraryClass.getName()
              + " can't be read ("
              + drifted
              + "); what depends on it is not measured");
      return null;
    }
  }
}
