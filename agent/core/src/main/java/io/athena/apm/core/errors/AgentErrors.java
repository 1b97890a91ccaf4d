package io.athena.apm.core.errors;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.metrics.Registry;

/**
 * Counts and reports what the doors caught. Called by any thread; never throws.
 *
 * <p>The message of an exception is never printed: the application may have thrown it, and written
 * a key or a prompt into it. Its class and where it comes from say what went wrong, and are the
 * same for each of its kind.
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
   * A door caught something.
   *
   * @param what what failed and what follows from it, for the log
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
    } catch (Throwable applications) {
      // The problem may be of a class of the application, whose methods may do anything.
      return type;
    }
  }

  /** The first that is not of the JDK; null where there is none. */
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
