package io.athena.apm.premain;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.Locale;

/**
 * Entry points named by the manifest: {@code Premain-Class}, {@code Agent-Class}, {@code
 * Main-Class}.
 *
 * <p>An exception out of {@code premain} aborts the JVM, so nothing leaves {@link #start}: the
 * worst that can happen is one line on standard error and an application without its agent.
 */
public final class AgentPremain {

  private static final int OLDEST_JAVA = 17;

  /** Guarded by the class. An atomic would cost 6 ms: it is often the JVM's first method handle. */
  private static boolean started;

  private AgentPremain() {}

  /** Called by the JVM on the main thread, before the application's {@code main}. Never throws. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation, Thread.currentThread());
  }

  /** Called by the JVM on its attach listener thread. Never throws. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation, null);
  }

  /** {@code java -jar athena-apm-agent.jar}: says what this jar is and how it is used. */
  public static void main(String[] arguments) {
    String version = AgentPremain.class.getPackage().getImplementationVersion();
    System.out.println("Athena APM agent " + (version == null ? "(unpackaged)" : version));
    System.out.println();
    System.out.println(
        "  java -javaagent:athena-apm-agent.jar[=setting=value,...] -jar service.jar");
    System.out.println();
    System.out.println("Settings: APM_PROVIDER=statsd|console  APM_ENDPOINT=localhost:8125");
    System.out.println("          APM_ENABLED=true             APM_SAMPLE_RATE=0.1");
    System.out.println("The same as system properties: -Dathena.apm.provider=statsd");
    System.out.println("All of them: docs/settings.md");
  }

  private static void start(String arguments, Instrumentation instrumentation, Thread mainThread) {
    try {
      String refusal = refusal(System.getProperty("java.specification.version"));
      if (refusal == null && !isFirst()) {
        refusal = "already running in this JVM; this second agent is ignored";
      }
      if (refusal != null) {
        System.err.println("athena-apm: " + refusal);
      } else if (isEnabled(arguments)) {
        install(arguments, instrumentation, mainThread);
      }
    } catch (Throwable problem) {
      System.err.println("athena-apm: not started, the application runs without it: " + problem);
    }
  }

  private static synchronized boolean isFirst() {
    boolean first = !started;
    started = true;
    return first;
  }

  /**
   * The line that says why the agent can't run on this JVM.
   *
   * @param specification the property {@code java.specification.version}: "1.8", "11", "17"
   * @return null where it can
   */
  static String refusal(String specification) {
    String feature = specification.startsWith("1.") ? specification.substring(2) : specification;
    if (Integer.parseInt(feature) >= OLDEST_JAVA) {
      return null;
    }
    return "needs Java 17 or later and this is Java "
        + feature
        + "; the application starts without the agent";
  }

  private static boolean isEnabled(String arguments) {
    String enabled = early(arguments, "enabled");
    return enabled == null || !enabled.trim().equalsIgnoreCase("false");
  }

  /**
   * A setting that is needed before the engine reads all of them, in its order of precedence; that
   * of a file named by {@code config} is not seen.
   *
   * @return null where it is not set
   */
  static String early(String arguments, String key) {
    String value = argument(arguments, key);
    value = value == null ? System.getProperty("athena.apm." + key) : value;
    return value == null ? System.getenv("APM_" + key.toUpperCase(Locale.ROOT)) : value;
  }

  /** A part without {@code =} goes on with the value before it. */
  private static String argument(String arguments, String key) {
    int start = ("," + arguments).indexOf("," + key + "=");
    if (start < 0) {
      return null;
    }
    String[] parts = arguments.substring(start + key.length() + 1).split(",", -1);
    StringBuilder value = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length && parts[i].indexOf('=') < 0; i++) {
      value.append(',').append(parts[i]);
    }
    return value.toString();
  }

  private static void install(String arguments, Instrumentation instrumentation, Thread mainThread)
      throws Exception {
    File jar =
        new File(AgentPremain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    EngineStart start = new EngineStart(arguments, instrumentation, jar, mainThread);
    Gate gate = start.gate();
    String rules = early(arguments, "rules");
    if (rules != null) {
      gate.add(RuleNames.in(rules));
    }
    instrumentation.addTransformer(gate, true);
    start.begin();
    if (gate.hasMissed(instrumentation.getAllLoadedClasses()) || isUnusual()) {
      start.await();
    }
  }

  /**
   * Whether the system class loader is the application's own. One that is not parallel capable
   * would be locked by a class that waits in the gate, while the engine asks it for the runtime
   * zone; so there the engine comes first.
   */
  private static boolean isUnusual() {
    return !ClassLoader.getSystemClassLoader()
        .getClass()
        .getName()
        .startsWith("jdk.internal.loader.");
  }
}
