package io.athena.apm.rules.active;

import io.athena.apm.rules.async.AsyncResult;
import io.athena.apm.rules.async.AsyncResults;
import io.athena.apm.rules.values.PathReader;
import io.athena.apm.runtime.RuleProbe;
import io.athena.apm.spans.SpanContext;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.ClassMembers;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Passes the reports of woven methods to the rules that they were woven for. Called by application
 * threads.
 */
public final class RuleMeasurements implements RuleProbe {

  private final LongSupplier nanoTime;
  private final Spans spans;
  private final ReentrantLock lock = new ReentrantLock();

  /** How many numbers are in use. Guarded by the lock. */
  private int count;

  /** By their numbers; null for a rule that has been removed. */
  private volatile MeasuredMethod[] methods = new MeasuredMethod[64];

  /** Measures by a clock in nanoseconds. */
  public RuleMeasurements(LongSupplier nanoTime, Spans spans) {
    this.nanoTime = nanoTime;
    this.spans = spans;
  }

  /** Returns the number for woven code that reports a method, the same for each weaving of it. */
  int number(CompiledRule rule, String type, ClassMembers.Member method, boolean innermost) {
    lock.lock();
    try {
      MeasuredMethod known = rule.method(type, method);
      if (known == null) {
        known = new MeasuredMethod(rule, type, method, count, innermost);
        rule.add(known);
        add(known);
      }
      return known.number();
    } finally {
      lock.unlock();
    }
  }

  private void add(MeasuredMethod method) {
    MeasuredMethod[] all = count < methods.length ? methods : Arrays.copyOf(methods, 2 * count);
    all[count++] = method.rule().isActive() ? method : null;
    methods = all;
  }

  /** Removes rules. Reports of code that is still woven for them are ignored. */
  void remove(List<CompiledRule> gone) {
    lock.lock();
    try {
      MeasuredMethod[] all = methods.clone();
      for (CompiledRule rule : gone) {
        rule.deactivate();
        for (MeasuredMethod method : rule.methods()) {
          all[method.number()] = null;
        }
      }
      methods = all;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long begin(int method) {
    MeasuredMethod called = methods[method];
    if (called == null || !(called.isInnermost() || called.rule().isTimed())) {
      return 0;
    }
    long now = nanoTime.getAsLong();
    if (called.isInnermost() && !PathReader.isReading()) {
      InnermostCalls.enter(called.ofClass(), called.ofRule(), now);
    }
    if (called.rule().isTimed()) {
      spans.begin(this, now);
    }
    return now;
  }

  @Override
  public void end(
      int method,
      long began,
      Object self,
      Object first,
      Object second,
      Object third,
      Object result,
      Throwable error) {
    SpanContext span = spans.leave(this, began);
    CompiledRule rule = recorded(methods[method], began, self);
    if (rule == null) {
      spans.end(span);
      return;
    }
    CallArguments call = CallArguments.take(self, first, second, third).end(result, error);
    ended(rule, false, began, span, call);
  }

  /** The rule that records an ended call; null for none. */
  private CompiledRule recorded(MeasuredMethod called, long began, Object self) {
    if (called == null
        || (called.isInnermost() && InnermostCalls.leave(called.ofRule(), began))
        || called.cameBySuper(self)) {
      return null;
    }
    return readable(called);
  }

  /** The rule of a method; null where it may not read anything now. */
  private static CompiledRule readable(MeasuredMethod called) {
    return called == null || called.rule().isPaused() || PathReader.isReading()
        ? null
        : called.rule();
  }

  @Override
  public void before(int method, Object self, Object first, Object second, Object third) {
    CompiledRule rule = readable(methods[method]);
    if (rule != null) {
      CallArguments call = CallArguments.take(self, first, second, third);
      try {
        rule.before(call);
      } finally {
        call.release();
      }
    }
  }

  @Override
  public void after(
      int method,
      Object self,
      Object first,
      Object second,
      Object third,
      Object result,
      Throwable error) {
    CompiledRule rule = readable(methods[method]);
    if (rule != null) {
      CallArguments call = CallArguments.take(self, first, second, third).end(result, error);
      ended(rule, true, 0, null, call);
    }
  }

  @Override
  public Object endAsync(
      int method,
      long began,
      Object self,
      Object first,
      Object second,
      Object third,
      Object result,
      Throwable error) {
    AsyncResult later = AsyncResults.of(result);
    if (later == null) {
      end(method, began, self, first, second, third, result, error);
      return result;
    }
    SpanContext span = spans.leave(this, began);
    CompiledRule rule = recorded(methods[method], began, self);
    if (rule == null) {
      spans.end(span);
      return result;
    }
    CallArguments call = CallArguments.take(self, first, second, third);
    return later.replace(result, pending(rule, false, began, span, call).returned());
  }

  /** Records a call, or waits for its asynchronous result. Releases the arguments. */
  private void ended(
      CompiledRule rule, boolean watching, long began, SpanContext span, CallArguments call) {
    Object result = call.result();
    AsyncResult later = AsyncResults.of(result);
    if (later != null) {
      later.watch(result, pending(rule, watching, began, span, call));
      return;
    }
    try {
      if (watching) {
        rule.after(call);
      } else {
        rule.end(rule.isTimed() ? nanoTime.getAsLong() - began : 0, span, call);
      }
    } finally {
      call.release();
    }
  }

  /** Copies the arguments, because they outlive this call, and releases them. */
  private PendingRuleCall pending(
      CompiledRule rule, boolean watching, long began, SpanContext span, CallArguments call) {
    CallArguments read = call.copy();
    call.release();
    return new PendingRuleCall(
        rule,
        watching,
        nanoTime,
        began,
        span,
        rule.arguments().readsThis() ? read : read.withoutSelf());
  }
}
