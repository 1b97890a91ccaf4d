package io.athena.apm.core.rules.active;

import io.athena.apm.core.later.PendingCall;
import io.athena.apm.core.spans.SpanContext;
import io.athena.apm.runtime.Probes;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** A call of a method with a rule, whose result has not arrived. Holds what the rule reads. */
final class PendingRuleCall implements PendingCall {

  private final CompiledRule rule;
  private final boolean watching;
  private final Predicate<CompiledRule> inForce;
  private final LongSupplier nanoTime;
  private final HeldCall held;
  private final AtomicBoolean hasEnded = new AtomicBoolean();

  /** When it began; of a result that runs for each subscriber, how long the method itself took. */
  private final AtomicLong time;

  /** Null where nothing of its trace is kept, and when a subscriber has it. */
  private final AtomicReference<SpanContext> span;

  /**
   * A pending call.
   *
   * @param watching whether the rule looks for changes
   * @param inForce whether a rule still is, or is gone and counts calls that are under way
   * @param time when the call began
   * @param span null where nothing of its trace is kept
   * @param call what the rule reads of it; nobody else's
   */
  PendingRuleCall(
      CompiledRule rule,
      boolean watching,
      Predicate<CompiledRule> inForce,
      LongSupplier nanoTime,
      long time,
      SpanContext span,
      Call call) {
    this.rule = rule;
    this.watching = watching;
    this.inForce = inForce;
    this.nanoTime = nanoTime;
    this.time = new AtomicLong(time);
    this.span = new AtomicReference<>(span);
    this.held = new HeldCall(call);
  }

  /** The method has returned something that runs for each subscriber. */
  PendingRuleCall returned() {
    if (rule.isTimed()) {
      time.set(nanoTime.getAsLong() - time.get());
    }
    return this;
  }

  /** The first subscriber's call has the method's own time before it, and its span. */
  @Override
  public PendingCall subscribed() {
    try {
      if (rule.hasLeft() || !inForce.test(rule)) {
        return null;
      }
      long began = rule.isTimed() ? nanoTime.getAsLong() - time.getAndSet(0) : 0;
      return new PendingRuleCall(
          rule, watching, inForce, nanoTime, began, span.getAndSet(null), held.get().copy());
    } catch (Throwable problem) {
      failed(problem);
      return null;
    }
  }

  @Override
  public void ended(Object value, Throwable error) {
    if (hasEnded.compareAndSet(false, true)) {
      report(true, value, error);
    }
  }

  @Override
  public void unseen(Class<?> type) {
    if (!hasEnded.compareAndSet(false, true)) {
      return;
    }
    if (!watching) {
      rule.tell(
          "when a "
              + type.getName()
              + " arrives can't be told: such calls count where they return, without a duration,"
              + " 'return' and 'error'");
    }
    report(false, null, null);
  }

  @Override
  public void loosen() {
    held.loosen();
  }

  private void report(boolean seen, Object value, Throwable error) {
    try {
      Call call = held.get().end(value, error);
      if (!inForce.test(rule)) {
        rule.forget(span.get());
      } else if (watching) {
        rule.after(call);
      } else {
        rule.end(seen ? nanos() : SpanMeasures.UNKNOWN, span.get(), call);
      }
    } catch (Throwable problem) {
      failed(problem);
    }
  }

  private long nanos() {
    return rule.isTimed() ? nanoTime.getAsLong() - time.get() : 0;
  }

  /** In the name that woven code would say, which is not on the stack here. */
  private void failed(Throwable problem) {
    Probes.adviceFailed(problem, rule.rule().origin().toString());
  }
}
