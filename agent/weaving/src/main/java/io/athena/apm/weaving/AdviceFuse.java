package io.athena.apm.weaving;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.runtime.AdviceFailures;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Counts the exceptions of advice, and switches off an instrumentation whose advice keeps failing.
 * Application threads call it.
 */
public final class AdviceFuse implements AdviceFailures {

  /** The number of failures after which an instrumentation is switched off. */
  static final int LIMIT = 10;

  private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
  private final AgentErrors errors;
  private final Consumer<String> blown;

  /**
   * Counts in a list of errors.
   *
   * @param blown receives the name of each instrumentation to switch off, once
   */
  public AdviceFuse(AgentErrors errors, Consumer<String> blown) {
    this.errors = errors;
    this.blown = blown;
  }

  @Override
  public void failed(Throwable problem, String instrumentation) {
    errors.caught(Door.ADVICE, instrumentation + ": an advice failed and was contained", problem);
    if (failures.computeIfAbsent(instrumentation, name -> new AtomicInteger()).incrementAndGet()
        == LIMIT) {
      blown.accept(instrumentation);
    }
  }

  /** Starts to count anew: the name belongs to another instrumentation from now on. */
  public void renew(String instrumentation) {
    failures.remove(instrumentation);
  }

  /** Whether an instrumentation has failed too often. */
  public boolean isBlown(String instrumentation) {
    AtomicInteger count = failures.get(instrumentation);
    return count != null && count.get() >= LIMIT;
  }
}
