package io.athena.apm.instrumentation.resilience;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.springframework.core.retry.Retryable;

/**
 * Counts the retries of Spring Framework 7, templates and {@code @Retryable} of methods that are
 * not reactive. The names are as in {@link SpringRetry}.
 */
public final class SpringCoreRetry implements LibraryInstrumentation {

  private static final String LIBRARY = "spring-core-retry";
  private static final String PACKAGE = "org.springframework.core.retry.";
  private static final String TEMPLATE = PACKAGE + "RetryTemplate";

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
    return "Retries of Spring Framework 7, templates and @Retryable of methods that are not"
        + " reactive: attempts after a failure, how the calls with such attempts end, and calls"
        + " that fail";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        Hook.of(TEMPLATE + "#execute", SpringCoreRetry.class, "Called"),
        Hook.of(
            TEMPLATE + "$MutableRetryState#increaseRetryCount()",
            SpringCoreRetry.class,
            "Retrying"));
  }

  static final class Called {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static int enter() {
      return Probes.resilience().startRetries();
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @Advice.Argument(0) Retryable<?> operation,
        @Advice.Enter int outer,
        @Advice.Thrown Throwable error) {
      Probes.resilience()
          .endRetries(LIBRARY, PACKAGE, operation, operation.getName(), outer, error);
    }
  }

  static final class Retrying {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      Probes.resilience().retrying();
    }
  }
}
