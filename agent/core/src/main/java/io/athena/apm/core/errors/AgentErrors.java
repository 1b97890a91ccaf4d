package io.athena.apm.core.errors;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.metrics.Registry;

/** Counts and reports what the doors caught. Called by any thread; never throws. */
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
    try {
      StackTraceElement[] trace = problem.getStackTrace();
      return problem + (trace.length == 0 ? "" : " at " + trace[0]);
    } catch (Throwable applications) {
      // The problem may be of a class of the application, whose toString may do anything.
      return problem.getClass().getName();
    }
  }
}
