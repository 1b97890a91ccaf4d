package com.acme.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.function.Supplier;

/** A wrapper: Resilience4j does the work, and is measured. */
public final class AICircuitBreaker {

  private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("wrapped");
  private String state = "CLOSED";

  public <T> T execute(Supplier<T> call) {
    T result = breaker.executeSupplier(call);
    state = "OPEN";
    return result;
  }

  public String state() {
    return state;
  }
}
