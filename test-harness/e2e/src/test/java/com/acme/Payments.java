package com.acme;

/** Pays through a circuit breaker. No bundled rule matches it. */
final class Payments {

  private final CircuitBreaker breaker;

  Payments(CircuitBreaker breaker) {
    this.breaker = breaker;
  }

  /** Whether a payment succeeds. It fails if it is not payable or if the breaker is open. */
  boolean pay(boolean payable) {
    try {
      return breaker.execute(() -> paid(payable));
    } catch (Exception refused) {
      return false;
    }
  }

  private static boolean paid(boolean payable) {
    if (!payable) {
      throw new IllegalStateException("not payable");
    }
    return true;
  }
}
