package io.athena.apm.core.rules.active;

import io.athena.apm.core.later.LaterResult;
import io.athena.apm.core.later.LaterResults;
import io.athena.apm.core.spans.SpanContext;
import io.athena.apm.core.spans.Spans;
import io.athena.apm.core.values.PathReader;
import io.athena.apm.runtime.RuleProbe;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * Takes the reports of woven methods to the rules that they were woven for. Called by application
 * threads.
 */
public final class RuleMeasurements implements RuleProbe {

  private final LongSupplier nanoTime;
  private final Spans spans;
  private final Calls calls = new Calls();
  private final ReentrantLock lock = new ReentrantLock();

  /** By their numbers; null for a rule that has been taken out. */
  private volatile CompiledRule[] rules = new CompiledRule[0];

  /** Measurements by a clock in nanoseconds. */
  public RuleMeasurements(LongSupplier nanoTime, Spans spans) {
    this.nanoTime = nanoTime;
    this.spans = spans;
  }

  /**
   * Puts rules in force, and others out of it: code that is still woven for those reports to
   * nobody.
   *
   * @param compile makes the rules, with numbers from the given one on
   */
  List<CompiledRule> replace(List<CompiledRule> gone, IntFunction<List<CompiledRule>> compile) {
    lock.lock();
    try {
      List<CompiledRule> added = compile.apply(rules.length);
      CompiledRule[] all = Arrays.copyOf(rules, rules.length + added.size());
      for (CompiledRule rule : added) {
        all[rule.number()] = rule;
      }
      for (CompiledRule rule : gone) {
        all[rule.number()] = null;
      }
      rules = all;
      return added;
    } finally {
      lock.unlock();
    }
  }

  /** Null also where the rule of a call that is under way is not to read anything any more. */
  private CompiledRule rule(int number) {
    CompiledRule rule = rules[number];
    return (rule == null || rule.isPaused() || PathReader.isReading()) ? null : rule;
  }

  @Override
  public long begin(int rule) {
    long now = nanoTime.getAsLong();
    spans.begin(this, now);
    return now;
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
    SpanContext span = spans.leave(this, began);
    ended(rule(rule), false, began, span, self, first, second, third, result, error);
  }

  @Override
  public void before(int rule, Object self, Object first, Object second, Object third) {
    CompiledRule compiled = rule(rule);
    if (compiled != null) {
      Call call = calls.take().begin(self, first, second, third);
      try {
        compiled.before(call);
      } finally {
        calls.give(call);
      }
    }
  }

  @Override
  public void after(
      int rule,
      Object self,
      Object first,
      Object second,
      Object third,
      Object result,
      Throwable error) {
    ended(rule(rule), true, 0, null, self, first, second, third, result, error);
  }

  @Override
  public Object endLater(
      int rule,
      long began,
      Object self,
      Object first,
      Object second,
      Object third,
      Object result,
      Throwable error) {
    SpanContext span = spans.leave(this, began);
    CompiledRule compiled = rule(rule);
    LaterResult later = LaterResults.of(result);
    if (compiled == null || later == null) {
      ended(compiled, false, began, span, self, first, second, third, result, error);
      return result;
    }
    return later.replace(
        result, pending(compiled, false, began, span, self, first, second, third).returned());
  }

  private void ended(
      CompiledRule rule,
      boolean watching,
      long began,
      SpanContext span,
      Object self,
      Object first,
      Object second,
      Object third,
      Object result,
      Throwable error) {
    if (rule == null) {
      // The rule has been taken out meanwhile; the span it began is over all the same.
      spans.end(span);
      return;
    }
    LaterResult later = LaterResults.of(result);
    if (later != null) {
      later.watch(result, pending(rule, watching, began, span, self, first, second, third));
      return;
    }
    Call call = calls.take().begin(self, first, second, third).end(result, error);
    try {
      report(rule, watching, began, span, call);
    } finally {
      calls.give(call);
    }
  }

  /** Not one of the calls that are filled again: it is somebody else's when this one has ended. */
  private PendingRuleCall pending(
      CompiledRule rule,
      boolean watching,
      long began,
      SpanContext span,
      Object self,
      Object first,
      Object second,
      Object third) {
    Call call = new Call().begin(self, first, second, third);
    return new PendingRuleCall(rule, watching, this::isInForce, nanoTime, began, span, call);
  }

  private boolean isInForce(CompiledRule rule) {
    return rules[rule.number()] == rule && !rule.isPaused();
  }

  private void report(
      CompiledRule rule, boolean watching, long began, SpanContext span, Call call) {
    if (watching) {
      rule.after(call);
    } else {
      rule.end(rule.isTimed() ? nanoTime.getAsLong() - began : 0, span, call);
    }
  }
}
