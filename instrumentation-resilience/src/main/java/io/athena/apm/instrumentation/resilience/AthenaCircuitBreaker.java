package io.athena.apm.instrumentation.resilience;

import io.athena.apm.core.weaving.Hook;
import io.athena.apm.core.weaving.LibraryInstrumentation;
import io.athena.apm.runtime.Probes;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Sees the state changes of hand-written circuit breakers: classes of these simple names, in any
 * package but those of libraries that are measured themselves.
 *
 * <p>A breaker's own {@code state} is read when one of its working methods is entered and left, so
 * a change is seen by the thread that made it; {@link CircuitBreakers#observe} makes sure that it
 * is counted once.
 */
public final class AthenaCircuitBreaker implements LibraryInstrumentation {

  static final String LIBRARY = "athena";

  private static final List<String> TYPES =
      List.of("CircuitBreaker", "AICircuitBreaker", "AiCircuitBreaker", "SimpleCircuitBreaker");

  /**
   * What such a class calls the methods in which its state can change. Where several follow each
   * other inside one call ({@code execute} lets a probe through, then {@code onSuccess} closes),
   * each is a place from which the state in between is seen.
   */
  private static final List<String> METHODS =
      List.of(
          "execute",
          "call",
          "run",
          "allowRequest",
          "tryAcquire",
          "tryAcquirePermission",
          "canExecute",
          "beforeCall",
          "attemptReset",
          "onSuccess",
          "onFailure",
          "onError",
          "recordSuccess",
          "recordFailure",
          "transitionTo",
          "changeState",
          "setState",
          "trip",
          "open",
          "halfOpen",
          "close",
          "reset",
          "forceOpen",
          "forceClose");

  /** The libraries a class of such a name may merely wrap. */
  private static final List<String> LIBRARIES = List.of("io.github.resilience4j.");

  @Override
  public String name() {
    return "athena-circuit-breaker";
  }

  @Override
  public String libraryPackage() {
    return null;
  }

  @Override
  public String description() {
    return "Hand-written breakers named "
        + String.join(", ", TYPES)
        + " with a `state`: changes of state, state, time open";
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    for (String type : TYPES) {
      for (String method : METHODS) {
        hooks.add(
            Hook.of("**." + type + "#" + method, AthenaCircuitBreaker.class, "Observed")
                .unlessFieldFrom(LIBRARIES));
      }
    }
    return hooks;
  }

  static final class Observed {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object breaker) {
      Probes.circuitBreaker().observe(breaker);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.This Object breaker) {
      Probes.circuitBreaker().observe(breaker);
    }
  }
}
