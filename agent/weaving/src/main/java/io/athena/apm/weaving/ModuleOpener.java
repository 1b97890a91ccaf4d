package io.athena.apm.weaving;

import java.lang.instrument.Instrumentation;
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
}
