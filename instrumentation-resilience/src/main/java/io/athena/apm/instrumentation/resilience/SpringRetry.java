package io.athena.apm.instrumentation.resilience;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.springframework.retry.RetryContext;

/**
 * Counts what Spring Retry's templates do, and {@code @Retryable} with them. Spring names the
 * methods with the annotation; another call has the name of the application's method that makes it.
 *
 * <p>A context with global state is that of {@code @CircuitBreaker}, which retries nothing: its
 * failures are those of many calls.
 */
public final class SpringRetry implements LibraryInstrumentation {

  private static final String LIBRARY = "spring-retry";
  private static final String PACKAGE = "org.springframework.retry.";
  private static final String SHARED = "state.global";

  @Override
  public String name() {
    return LIBRARY;
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "Spring Retry 2.0, templates and @Retryable: attempts after a failure, how the calls"
        + " with such attempts end, and calls that fail";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook("doOnErrorInterceptors", "AttemptFailed"),
        hook("doOnSuccessInterceptors", "AttemptSucceeded"),
        hook("handleRetryExhausted", "Exhausted"));
  }

  private static Hook hook(String method, String advice) {
    return Hook.of(PACKAGE + "support.RetryTemplate#" + method, SpringRetry.class, advice);
  }

  /** The failure of this attempt is in the count already. */
  static final class AttemptFailed {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) RetryContext context) {
      Probes.resilience()
          .attempted(
              LIBRARY,
              PACKAGE,
              context.getAttribute(RetryContext.NAME),
              context.getRetryCount() - 1,
              context.hasAttribute(SHARED),
              false);
    }
  }

  static final class AttemptSucceeded {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) RetryContext context) {
      Probes.resilience()
          .attempted(
              LIBRARY,
              PACKAGE,
              context.getAttribute(RetryContext.NAME),
              context.getRetryCount(),
              context.hasAttribute(SHARED),
              true);
    }
  }

  static final class Exhausted {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(1) RetryContext context) {
      Probes.resilience()
          .exhausted(
              LIBRARY,
              PACKAGE,
              context.getAttribute(RetryContext.NAME),
              context.hasAttribute(SHARED));
    }
  }
}
