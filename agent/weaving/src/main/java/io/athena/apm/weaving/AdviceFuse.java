package io.athena.apm.weaving;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.runtime.AdviceFailures;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Counts what advices throw, and switches an instrumentation off whose advice keeps failing. Called
 * on application threads.
 */
public final class AdviceFuse implements AdviceFailures {

  /** After so many failures an instrumentation is taken out of the application. */
  static final int LIMIT = 10;

  private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
  private final AgentErrors errors;
  private final Consumer<String> blown;

  /**
   * A fuse.
   *
   * @param blown told once for each instrumentation that is to be switched off
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

  /** The name is another instrumentation's from now on, which has not failed. */
  public void renew(String instrumentation) {
    failures.remove(instrumentation);
  }

  /** Whether an instrumentation has failed too often. */
  public boolean isBlown(String instrumentation) {
    AtomicInteger count = failures.get(instrumentation);
    return count != null && count.get() >= LIMIT;
  }
}
