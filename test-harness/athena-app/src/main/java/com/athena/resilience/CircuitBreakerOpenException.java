package com.athena.resilience;

/**
 * A call was refused because its circuit breaker is open, or is already trying out another call.
 */
public final class CircuitBreakerOpenException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CircuitBreakerOpenException(String name) {
    super("circuit breaker " + name + " is open");
  }
}
