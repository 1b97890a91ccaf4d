package io.athena.apm.agent;

/**
 * Loads the whole runtime zone at once, so that the engine never again asks the application's class
 * loader for a class: a thread that waits in the gate may hold that loader's lock.
 */
final class RuntimeZone {

  private static final String PACKAGE = "io.athena.apm.runtime.";
  private static final String[] TYPES = {
    "Probes",
    "AiProbe",
    "CacheProbe",
    "CircuitBreakerProbe",
    "ResilienceProbe",
    "ApiProbe",
    "RuleProbe",
    "AdviceFailures",
    "AdviceNames",
    "SilentProbe"
  };

  private RuntimeZone() {}

  static void load(ClassLoader engine) {
    for (String type : TYPES) {
      try {
        Class.forName(PACKAGE + type, true, engine);
      } catch (ClassNotFoundException hidden) {
        throw new LinkageError("the system class loader hides " + PACKAGE + type, hidden);
      }
    }
  }
}
