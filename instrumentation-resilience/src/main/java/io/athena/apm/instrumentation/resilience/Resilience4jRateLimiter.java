package io.athena.apm.instrumentation.resilience;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** Counts the calls that Resilience4j rate limiters permit and reject, 1.7 and later. */
public final class Resilience4jRateLimiter implements LibraryInstrumentation {

  private static final String LIBRARY = Resilience4jCircuitBreaker.LIBRARY;
  private static final String PACKAGE = "io.github.resilience4j.ratelimiter.internal.";

  @Override
  public String name() {
    return "resilience4j-ratelimiter";
  }

  @Override
  public String libraryPackage() {
    return "io.github.resilience4j.";
  }

  @Override
  public String description() {
    return "Resilience4j rate limiters 1.7 and later, atomic and by semaphore: calls permitted and"
        + " rejected, one for a call that takes several permits";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(hook("AtomicRateLimiter"), hook("SemaphoreBasedRateLimiter"));
  }

  private static Hook hook(String type) {
    return Hook.of(
        PACKAGE + type + "#publishRateLimiterAcquisitionEvent(boolean, int)",
        Resilience4jRateLimiter.class,
        "Decided");
  }

  static final class Decided {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.FieldValue("name") String name, @Advice.Argument(0) boolean permitted) {
      Probes.resilience().decided("rate_limiter", LIBRARY, name, permitted);
    }
  }
}
