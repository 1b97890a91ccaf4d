package io.athena.apm.core.errors;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;

/**
 * Counts and logs the exceptions that the doors caught. Called by any thread; never throws.
 *
 * <p>The message of an exception is never printed: it may come from the application and contain a
 * key or a prompt. The line names its class and its origin, so that equal problems give equal
 * lines, and the log writes only the first.
 */
public final class AgentErrors {

  private final Registry registry;
  private final AgentLog log;

  /** Errors that are counted in a registry and reported to a log. */
  public AgentErrors(Registry registry, AgentLog log) {
    this.registry = registry;
    this.log = log;
  }

  /**
   * Counts and logs a problem that a door caught. The text says what failed, with what consequence.
   */
  public void caught(Door door, String what, Throwable problem) {
    registry.counters(AgentMetrics.ERRORS).get(door.tag()).increment();
    log.warnOnce(what + " (" + brief(problem) + ")");
  }

  /** How many errors a door has caught. */
  public long count(Door door) {
    return registry.counters(AgentMetrics.ERRORS).get(door.tag()).total();
  }

  private static String brief(Throwable problem) {
    String type = problem.getClass().getName();
    try {
      StackTraceElement frame = frame(problem.getStackTrace());
      Throwable cause = problem.getCause();
      return type
          + (frame == null ? "" : " at " + frame)
          + (cause == null ? "" : ", caused by " + cause.getClass().getName());
    } catch (Throwable ofTheApplication) {
      // A class of the application may override these methods.
      return type;
    }
  }

  /** The first frame outside the JDK, or else the first; null for an empty trace. */
  private static StackTraceElement frame(StackTraceElement[] trace) {
    for (StackTraceElement frame : trace) {
      String module = frame.getModuleName();
      if (module == null || !(module.startsWith("java.") || module.startsWith("jdk."))) {
        return frame;
      }
    }
    return trace.length == 0 ? null : trace[0];
  }
}
