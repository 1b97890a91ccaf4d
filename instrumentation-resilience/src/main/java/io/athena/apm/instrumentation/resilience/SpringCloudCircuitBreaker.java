package io.athena.apm.instrumentation.resilience;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import java.util.function.Function;
import net.bytebuddy.asm.Advice;

/**
 * Counts the fallbacks of Spring Cloud's breakers over Resilience4j, beside the other events of the
 * same breaker: those are counted where Resilience4j publishes them.
 */
public final class SpringCloudCircuitBreaker implements LibraryInstrumentation {

  static final String NAME = "spring-cloud-circuitbreaker";

  private static final String PACKAGE = "org.springframework.cloud.circuitbreaker.";
  private static final String RUN = "Resilience4JCircuitBreaker#run";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "Spring Cloud CircuitBreaker 5.0 over Resilience4j: fallbacks that answer; reactive ones"
        + " as soon as they are asked";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(hook(RUN), hook("Reactive" + RUN));
  }

  private static Hook hook(String method) {
    return Hook.of(PACKAGE + "resilience4j." + method, SpringCloudCircuitBreaker.class, "Run");
  }

  static final class Run {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.FieldValue("id") String id,
        @Advice.Argument(value = 1, readOnly = false) Function<?, ?> fallback) {
      fallback = Probes.resilience().fallback(Resilience4jCircuitBreaker.LIBRARY, id, fallback);
    }
  }
}
