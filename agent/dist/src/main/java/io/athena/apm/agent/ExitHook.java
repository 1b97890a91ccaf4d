package io.athena.apm.agent;

import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.Set;
import jdk.internal.access.SharedSecrets;

/**
 * Runs the last flush when the JVM exits: after the application's own shutdown hooks, which still
 * count.
 */
/*
 * Why not Runtime.addShutdownHook
 *
 * Application hooks all run at once, in no order. A service that drains its requests in one would
 * go on counting after our flush, and those counts would be lost. The JDK runs its own steps in
 * numbered slots, of which application hooks are the second; a later one comes when all of them
 * have ended. The slot is reached through jdk.internal.access, which Instrumentation.redefineModule
 * exports to the engine and to nobody else. Where a JDK has it no longer, an ordinary hook is used.
 */
final class ExitHook {

  /** The last of {@code java.lang.Shutdown}'s ten slots; the JDK itself uses 0 to 2. */
  private static final int SLOT = 9;

  private ExitHook() {}

  static void install(Instrumentation instrumentation, Runnable action) {
    try {
      installAfterApplicationHooks(instrumentation, action);
    } catch (LinkageError | RuntimeException elsewhere) {
      installAmongApplicationHooks(action);
    }
  }

  private static void installAfterApplicationHooks(
      Instrumentation instrumentation, Runnable action) {
    instrumentation.redefineModule(
        Object.class.getModule(),
        Set.of(),
        Map.of("jdk.internal.access", Set.of(ExitHook.class.getModule())),
        Map.of(),
        Set.of(),
        Map.of());
    InternalAccess.register(SLOT, action);
  }

  /** A class of its own, so that a JDK without these members fails here and not in the verifier. */
  private static final class InternalAccess {

    static void register(int slot, Runnable action) {
      SharedSecrets.getJavaLangAccess().registerShutdownHook(slot, false, action);
    }
  }

  private static void installAmongApplicationHooks(Runnable action) {
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(action, "athena-apm-exit"));
    } catch (IllegalStateException exitingAlready) {
      // Nothing was counted yet.
    }
  }
}
