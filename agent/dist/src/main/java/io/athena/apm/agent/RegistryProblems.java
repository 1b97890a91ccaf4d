package io.athena.apm.agent;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Registry;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Logs and counts problems of the registry: too many series, a name with two types, a value that
 * can't be read.
 */
final class RegistryProblems implements BiConsumer<Metric, String>, Consumer<Throwable> {

  private final AgentLog log;
  private Registry registry;
  private AgentErrors errors;

  RegistryProblems(AgentLog log) {
    this.log = log;
  }

  /** Called before the registry is used. */
  void countIn(Registry counting, AgentErrors caught) {
    this.registry = counting;
    this.errors = caught;
    counting.reportRefused(log);
  }

  @Override
  public void accept(Metric metric, String tag) {
    if (metric != AgentMetrics.OVERFLOW) {
      registry.counters(AgentMetrics.OVERFLOW).get(metric.name()).increment();
    }
    log.warn(
        metric.withOrigin()
            + " has reached series.limit; tag "
            + tag
            + " grew, further values share one series tagged overflow:true");
  }

  @Override
  public void accept(Throwable problem) {
    errors.caught(Door.FLUSH, "a value could not be read", problem);
  }
}
