package io.athena.apm.weaving;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.runtime.AdviceFailures;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Counts the exceptions of advice, and switches off a hook or rule whose advice keeps failing.
 * Application threads call it.
 */
public final class AdviceFuse implements AdviceFailures {

  /** The number of failures within {@link #WINDOW_NANOS} that switch a hook or rule off. */
  static final int LIMIT = 10;

  static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Map<String, Failures> failures = new ConcurrentHashMap<>();
  private final AgentErrors errors;
  private final LongSupplier nanoTime;
  private final Consumer<String> blown;

  /**
   * Counts in a list of errors.
   *
   * @param nanoTime a monotonic clock
   * @param blown receives the name of each hook or rule to switch off, once
   */
  public AdviceFuse(AgentErrors errors, LongSupplier nanoTime, Consumer<String> blown) {
    this.errors = errors;
    this.nanoTime = nanoTime;
    this.blown = blown;
  }

  /** Errors for lack of memory or stack are not the advice's fault and never switch it off. */
  @Override
  public void failed(Throwable problem, String origin) {
    if (problem instanceof VirtualMachineError) {
      errors.caught(Door.EXHAUSTED, origin + ": the JVM had no memory or stack left", problem);
      return;
    }
    errors.caught(Door.ADVICE, origin + ": an advice failed and was contained", problem);
    if (failures.computeIfAbsent(origin, name -> new Failures()).blowsAt(nanoTime.getAsLong())) {
      blown.accept(origin);
    }
  }

  /** Forgets the failures of a rule: another rule has its name from now on. */
  public void renew(String rule) {
    failures.remove(rule);
  }

  /** Whether the advice of a hook or rule has failed too often. */
  public boolean isBlown(String origin) {
    Failures counted = failures.get(origin);
    return counted != null && counted.blown;
  }

  /** The failures of one hook or rule since the first one of a window. */
  private static final class Failures {

    private volatile boolean blown;
    private long began;
    private int count;

    /** Counts a failure; returns true if it is the one that reaches the limit. */
    synchronized boolean blowsAt(long now) {
      if (count == 0 || now - began >= WINDOW_NANOS) {
        began = now;
        count = 0;
      }
      count++;
      boolean first = count >= LIMIT && !blown;
      blown |= first;
      return first;
    }
  }
}
