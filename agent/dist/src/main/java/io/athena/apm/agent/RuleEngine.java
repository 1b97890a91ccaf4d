package io.athena.apm.agent;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.MonotonicClock;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.active.ActiveRules;
import io.athena.apm.rules.active.RuleMeasurements;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.AdviceFuse;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** Creates the weaver of rules and its parts when the first rule needs them. Thread-safe. */
final class RuleEngine implements Predicate<String> {

  private final Registry registry;
  private final Spans spans;
  private final AgentLog log;
  private final AdviceFuse fuse;
  private final KillSwitch killSwitch;
  private final ReentrantLock lock = new ReentrantLock();
  private RuleMeasurements measurements;

  RuleEngine(Registry registry, Spans spans, AgentLog log, AdviceFuse fuse, KillSwitch killSwitch) {
    this.registry = registry;
    this.spans = spans;
    this.log = log;
    this.fuse = fuse;
    this.killSwitch = killSwitch;
  }

  /** Whether a rule, by its origin, may measure: its advice has not failed too often. */
  @Override
  public boolean test(String rule) {
    return !killSwitch.isOn() && !fuse.isBlown(rule);
  }

  ActiveRules rules() {
    return new ActiveRules(
        measurements(), registry, spans, log, this, Instrumentations.methodRoles());
  }

  private RuleMeasurements measurements() {
    lock.lock();
    try {
      if (measurements == null) {
        measurements = new RuleMeasurements(new MonotonicClock(), spans);
        Probes.install(measurements);
      }
      return measurements;
    } finally {
      lock.unlock();
    }
  }
}
