package io.athena.apm.weaving;

import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Opens packages of named modules to the engine only, by {@link Instrumentation#redefineModule}.
 */
public final class ModuleOpener {

  private static volatile Instrumentation instrumentation;

  private ModuleOpener() {}

  /** Sets the JVM's handle. Without it, only packages that are open already can be read. */
  public static void use(Instrumentation handle) {
    instrumentation = handle;
  }

  /** Opens the package of a class, unless it is open to the engine already. */
  public static void open(Class<?> type) {
    Module module = type.getModule();
    Module engine = ModuleOpener.class.getModule();
    Instrumentation handle = instrumentation;
    if (handle != null && !module.isOpen(type.getPackageName(), engine)) {
      handle.redefineModule(
          module,
          Set.of(),
          Map.of(),
          Map.of(type.getPackageName(), Set.of(engine)),
          Set.of(),
          Map.of());
    }
  }

  /**
   * Exports packages of a named module to one other module, unless they are exported already.
   *
   * @param packages start of the packages' names
   * @throws IllegalAccessException if the module can't be changed
   */
  public static void export(Module module, String packages, Module to)
      throws IllegalAccessException {
    Instrumentation handle = instrumentation;
    Map<String, Set<Module>> exports = new HashMap<>();
    for (String name : module.isNamed() ? module.getPackages() : Set.<String>of()) {
      if (name.startsWith(packages) && !module.isExported(name, to)) {
        exports.put(name, Set.of(to));
      }
    }
    if (exports.isEmpty()) {
      return;
    }
    if (handle == null || !handle.isModifiableModule(module)) {
      throw new IllegalAccessException(module + " can't be changed to export " + exports.keySet());
    }
    handle.redefineModule(module, Set.of(), exports, Map.of(), Set.of(), Map.of());
  }
}
