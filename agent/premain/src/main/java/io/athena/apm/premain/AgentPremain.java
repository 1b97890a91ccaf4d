package io.athena.apm.premain;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.util.function.ToIntFunction;

/**
 * Entry points named by the manifest: {@code Premain-Class}, {@code Agent-Class}, {@code
 * Main-Class}.
 *
 * <p>An exception out of {@code premain} aborts the JVM, so {@link #start} catches everything: the
 * worst case is one line on standard error and an application that runs without the agent.
 */
public final class AgentPremain {

  private static final int OLDEST_JAVA = 17;
  private static final String COMMANDS = "io.athena.apm.agent.Commands";

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

  /**
   * {@code java -jar athena-apm-agent.jar}: runs the engine's commands and exits with their code.
   */
  @SuppressWarnings("unchecked")
  public static void main(String... arguments) throws Exception {
    String refusal = refusal(System.getProperty("java.specification.version"));
    if (refusal != null) {
      System.err.println("athena-apm: " + refusal);
      System.exit(1);
    }
    EngineLoader engine = new EngineLoader(jar(), AgentPremain.class.getClassLoader());
    System.exit(
        ((ToIntFunction<String[]>) engine.create(COMMANDS, ToIntFunction.class))
            .applyAsInt(arguments));
  }

  private static void start(String arguments, Instrumentation instrumentation, Thread mainThread) {
    try {
      if (!isEnabled(arguments) || (mainThread != null && MainProgram.isExcluded(arguments))) {
        return;
      }
      String refusal = refusal(System.getProperty("java.specification.version"));
      if (refusal != null) {
        refusal += "; the application starts without the agent";
      } else if (!isFirst()) {
        refusal = "already running in this JVM; this second agent is ignored";
      }
      if (refusal != null) {
        System.err.println("athena-apm: " + refusal);
      } else {
        installFirst(arguments, instrumentation, mainThread);
      }
    } catch (Throwable problem) {
      System.err.println("athena-apm: not started; the application runs without it: " + problem);
    }
  }

  private static synchronized boolean isFirst() {
    boolean first = !started;
    started = true;
    return first;
  }

  /**
   * Allows an agent that is attached later to start. Called when this one failed or a settings file
   * switches it off.
   */
  static synchronized void ended() {
    started = false;
  }

  /**
   * Why the agent can't run on this JVM, as a line for the user.
   *
   * @param specification the property {@code java.specification.version}: "1.8", "11", "17"
   * @return null if it can
   */
  static String refusal(String specification) {
    String feature = specification.startsWith("1.") ? specification.substring(2) : specification;
    if (Integer.parseInt(feature) >= OLDEST_JAVA) {
      return null;
    }
    return "needs Java 17 or later and this is Java " + feature;
  }

  private static boolean isEnabled(String arguments) {
    String enabled = EarlySetting.text(arguments, "enabled");
    return enabled == null || !enabled.trim().equalsIgnoreCase("false");
  }

  private static void installFirst(
      String arguments, Instrumentation instrumentation, Thread mainThread) throws Exception {
    boolean installed = false;
    try {
      install(arguments, instrumentation, mainThread);
      installed = true;
    } finally {
      if (!installed) {
        ended();
      }
    }
  }

  private static void install(String arguments, Instrumentation instrumentation, Thread mainThread)
      throws Exception {
    if (isJbossModules(System.getProperty("sun.java.command", ""))
        && !"never".equalsIgnoreCase(EarlySetting.text(arguments, "bootstrap"))) {
      JbossModules.showAgent();
    }
    EngineStart start = new EngineStart(arguments, instrumentation, jar(), mainThread);
    Gate gate = start.gate();
    instrumentation.addTransformer(gate, true);
    start.begin();
    if (mayHaveRules(arguments)
        || gate.hasMissed(instrumentation.getAllLoadedClasses())
        || hasForeignSystemLoader()) {
      start.await();
    }
  }

  static boolean isJbossModules(String command) {
    return command.contains("jboss-modules") || command.contains("org.jboss.modules");
  }

  static File jar() {
    try {
      return new File(
          AgentPremain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Rules may match any class, so the application starts when they are compiled. Whether a settings
   * file names rules, only the engine can tell.
   */
  private static boolean mayHaveRules(String arguments) {
    return EarlySetting.text(arguments, "rules") != null
        || EarlySetting.text(arguments, "config") != null;
  }

  /**
   * Whether the application replaces the system class loader. If that is not parallel capable, a
   * class that waits in the gate holds the loader's lock while the engine asks it for the runtime
   * zone; so the application starts after the engine.
   */
  private static boolean hasForeignSystemLoader() {
    return !ClassLoader.getSystemClassLoader()
        .getClass()
        .getName()
        .startsWith("jdk.internal.loader.");
  }
}
