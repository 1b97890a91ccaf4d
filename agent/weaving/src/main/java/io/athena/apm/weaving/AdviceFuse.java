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
 * Counts the exceptions of advice, and switches off an instrumentation whose advice keeps failing.
 * Application threads call it.
 */
public final class AdviceFuse implements AdviceFailures {

  /** The number of failures within {@link #WINDOW_NANOS} that switch an instrumentation off. */
  static final int LIMIT = 10;

  static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Map<String, Failures> failures = new ConcurrentHashMap<>();
  private final AgentErrors errors;
  private final LongSupplier nanoTime;
  private final Consumer<String> blown;

  /** Counts in a list of errors; {@code blown} gets each instrumentation to switch off, once. */
  public AdviceFuse(AgentErrors errors, LongSupplier nanoTime, Consumer<String> blown) {
    this.errors = errors;
    this.nanoTime = nanoTime;
    this.blown = blown;
  }

  /** A JVM without memory or stack says nothing about the advice, so that never switches it off. */
  @Override
  public void failed(Throwable problem, String instrumentation) {
    if (problem instanceof VirtualMachineError) {
      errors.caught(
          Door.EXHAUSTED, instrumentation + ": the JVM had no memory or stack left", problem);
      return;
    }
    errors.caught(Door.ADVICE, instrumentation + ": an advice failed and was contained", problem);
    if (failures
        .computeIfAbsent(instrumentation, name -> new Failures())
        .blowsAt(nanoTime.getAsLong())) {
      blown.accept(instrumentation);
    }
  }

  /** Starts to count anew: the name belongs to another instrumentation from now on. */
  public void renew(String instrumentation) {
    failures.remove(instrumentation);
  }

  /** Whether an instrumentation has failed too often. */
  public boolean isBlown(String instrumentation) {
    Failures counted = failures.get(instrumentation);
    return counted != null && counted.blown;
  }

  /** The failures of one instrumentation since the first one of a window. */
  private static final class Failures {

    private volatile boolean blown;
    private long began;
    private int count;

    /** Counts one more; true for the failure that is one too many. */
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
