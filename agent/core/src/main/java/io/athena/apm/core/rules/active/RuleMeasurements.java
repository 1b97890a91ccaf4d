package io.athena.apm.core.rules.active;

import io.athena.apm.core.values.PathReader;
import io.athena.apm.runtime.RuleProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Takes the reports of woven methods to the rules that they were woven for. Called by application
 * threads; rules come and go on the athena-apm thread.
 */
public final class RuleMeasurements implements RuleProbe {

  private final LongSupplier nanoTime;

  /** By their numbers; null for a rule that is no longer in force. */
  private volatile CompiledRule[] rules = new CompiledRule[0];

  /** Measurements by a clock in nanoseconds. */
  public RuleMeasurements(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The number of the next rule. */
  int next() {
    return rules.length;
  }

  /** Puts rules in force that have the next numbers. */
  void add(List<CompiledRule> more) {
    List<CompiledRule> all = new ArrayList<>(List.of(rules).subList(0, 0));
    for (CompiledRule rule : rules) {
      all.add(rule);
    }
    all.addAll(more);
    rules = all.toArray(CompiledRule[]::new);
  }

  /** Code that is still woven for these reports to nobody. */
  void remove(List<CompiledRule> gone) {
    CompiledRule[] left = rules.clone();
    for (CompiledRule rule : gone) {
      left[rule.number()] = null;
    }
    rules = left;
  }

  private CompiledRule rule(int number) {
    return PathReader.isReading() ? null : rules[number];
  }

  @Override
  public long begin(int rule) {
    return nanoTime.getAsLong();
  }

  @Override
  public void end(
      int rule,
      long began,
      Object self,
      Object first,
      Object second,
      Object third,
      Object result,
      Throwable error) {
    CompiledRule compiled = rule(rule);
    if (compiled != null) {
      long nanos = compiled.isTimed() ? nanoTime.getAsLong() - began : 0;
      compiled.end(nanos, self, first, second, third, result, error);
    }
  }

  @Override
  public Object before(int rule, Object self, Object first, Object second, Object third) {
    CompiledRule compiled = rule(rule);
    if (compiled != null) {
      compiled.before(self, first, second, third);
    }
    return null;
  }

  @Override
  public void after(
      int rule,
      Object before,
      Object self,
      Object first,
      Object second,
      Object third,
      Object result,
      Throwable error) {
    CompiledRule compiled = rule(rule);
    if (compiled != null) {
      compiled.after(self, first, second, third, result, error);
    }
  }
}
