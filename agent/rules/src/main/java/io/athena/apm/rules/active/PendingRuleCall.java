package io.athena.apm.rules.active;

import io.athena.apm.rules.async.PendingCall;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.SpanContext;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * A call of a measured method whose result has not arrived. Keeps the objects that the rule reads.
 * Called by the threads that complete results, and by the athena-apm thread.
 */
final class PendingRuleCall implements PendingCall {

  private final CompiledRule rule;
  private final boolean watching;
  private final LongSupplier nanoTime;
  private final AtomicBoolean hasEnded = new AtomicBoolean();

  /**
   * The time when the call began; for a result that runs for each subscriber, the method's
   * duration.
   */
  private final AtomicLong time;

  /** Null where the trace is not kept, and after a subscriber has taken it. */
  private final AtomicReference<SpanContext> span;

  private volatile CallArguments call;

  /** Negative before the result has arrived. */
  private volatile long took = -1;

  /**
   * {@code time} is the time when the call began; the span is null where the trace is not kept; the
   * arguments are not pooled.
   */
  PendingRuleCall(
      CompiledRule rule,
      boolean watching,
      LongSupplier nanoTime,
      long time,
      SpanContext span,
      CallArguments call) {
    this.rule = rule;
    this.watching = watching;
    this.nanoTime = nanoTime;
    this.time = new AtomicLong(time);
    this.span = new AtomicReference<>(span);
    this.call = call;
  }

  /** The method has returned a result that runs for each subscriber. */
  PendingRuleCall returned() {
    if (rule.isTimed()) {
      time.set(nanoTime.getAsLong() - time.get());
    }
    return this;
  }

  /** The first subscriber's call includes the method's own time, and has its span. */
  @Override
  public PendingCall subscribed() {
    try {
      CompiledRule current = rule.state().current();
      if (current == null || current.isPaused()) {
        return null;
      }
      long began = rule.isTimed() ? nanoTime.getAsLong() - time.getAndSet(0) : 0;
      return new PendingRuleCall(
          current, watching, nanoTime, began, span.getAndSet(null), call.strong());
    } catch (Throwable problem) {
      failed(problem);
      return null;
    }
  }

  @Override
  public boolean isTimed() {
    return rule.isTimed() && !watching;
  }

  @Override
  public void arrived() {
    try {
      took = isTimed() && took < 0 ? nanos() : took;
    } catch (Throwable problem) {
      failed(problem);
    }
  }

  @Override
  public void ended(Object value, Throwable error) {
    if (hasEnded.compareAndSet(false, true)) {
      report(true, value, error);
    }
  }

  @Override
  public void unobservable(Class<?> type) {
    if (!hasEnded.compareAndSet(false, true)) {
      return;
    }
    if (!watching) {
      rule.report(
          "the completion of a "
              + type.getName()
              + " can't be observed: such calls count when they return, without a"
              + " duration, 'return' and 'error'");
    }
    report(false, null, null);
  }

  @Override
  public void loosen() {
    call = call.weak();
  }

  private void report(boolean seen, Object value, Throwable error) {
    try {
      CallArguments ended = call.strong().end(value, error);
      CompiledRule current = current();
      if (current == null) {
        rule.forget(span.get());
      } else if (watching) {
        current.after(ended);
      } else {
        current.end(seen ? nanos() : SpanMeasures.UNKNOWN, span.get(), ended);
      }
    } catch (Throwable problem) {
      failed(problem);
    }
  }

  /**
   * The rule as the last edit compiled it, or as it was when the call began if an edit has removed
   * it; null where the call is not recorded.
   */
  private CompiledRule current() {
    CompiledRule current = rule.state().current();
    CompiledRule due = current == null && rule.isActive() ? rule : current;
    return due == null || due.isPaused() ? null : due;
  }

  private long nanos() {
    if (!rule.isTimed()) {
      return 0;
    }
    return took < 0 ? nanoTime.getAsLong() - time.get() : took;
  }

  /** Reports the failure with the rule's name, as woven code would, which is not on this stack. */
  private void failed(Throwable problem) {
    Probes.adviceFailed(problem, rule.rule().origin().toString());
  }
}
