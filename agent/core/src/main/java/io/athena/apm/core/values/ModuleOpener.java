package io.athena.apm.core.values;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;

/**
 * Opens a package of a named module to the engine, and to nobody else: the agent's right under
 * {@link Instrumentation#redefineModule}.
 */
public final class ModuleOpener {

  private static volatile Instrumentation instrumentation;

  private ModuleOpener() {}

  /** Sets the JVM's handle. Without one, only what is open already can be read. */
  public static void use(Instrumentation handle) {
    instrumentation = handle;
  }

  /** Opens the package of a class, where it is not open to the engine already. */
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
