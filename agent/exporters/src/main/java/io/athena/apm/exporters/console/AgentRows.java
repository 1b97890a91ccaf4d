package io.athena.apm.exporters.console;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Series;

/** Selects the agent's own metrics for the table: only those that show a problem. */
final class AgentRows {

  private static final String PREFIX = "athena.agent.";

  private AgentRows() {}

  /** Whether a series is the agent's own and shows no problem when it grows. */
  static boolean isHidden(Series series) {
    return isOfAgent(series) && !isTrouble(series);
  }

  /** Whether a series is the agent's own. */
  static boolean isOfAgent(Series series) {
    return series.metric().name().startsWith(PREFIX);
  }

  private static boolean isTrouble(Series series) {
    Metric metric = series.metric();
    String outcome = series.tags().get("outcome");
    return metric == AgentMetrics.ERRORS
        || metric == AgentMetrics.SKIPPED
        || metric == AgentMetrics.OVERFLOW
        || metric == AgentMetrics.UNSENDABLE
        || "dropped".equals(outcome)
        || "failed".equals(outcome);
  }
}
