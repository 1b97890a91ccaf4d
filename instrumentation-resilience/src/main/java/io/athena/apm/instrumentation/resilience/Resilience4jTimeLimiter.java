package io.athena.apm.instrumentation.resilience;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** Counts how the calls of Resilience4j time limiters end, 1.7 and later. */
public final class Resilience4jTimeLimiter implements LibraryInstrumentation {

  private static final String LIBRARY = Resilience4jCircuitBreaker.LIBRARY;
  private static final String LIMITER =
      "io.github.resilience4j.timelimiter.internal.TimeLimiterImpl#";

  @Override
  public String name() {
    return "resilience4j-timelimiter";
  }

  @Override
  public String libraryPackage() {
    return "io.github.resilience4j.";
  }

  @Override
  public String description() {
    return "Resilience4j time limiters 1.7 and later: successes, errors, timeouts";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook("onSuccess()", "Success"),
        hook("onFailure(java.lang.Throwable)", "Failure"),
        hook("onTimeout()", "Timeout"));
  }

  private static Hook hook(String method, String advice) {
    return Hook.of(LIMITER + method, Resilience4jTimeLimiter.class, advice);
  }

  static final class Success {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("name") String name) {
      Probes.resilience().event("time_limiter", LIBRARY, name, "success");
    }
  }

  static final class Failure {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("name") String name) {
      Probes.resilience().event("time_limiter", LIBRARY, name, "error");
    }
  }

  static final class Timeout {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("name") String name) {
      Probes.resilience().event("time_limiter", LIBRARY, name, "timeout");
    }
  }
}
