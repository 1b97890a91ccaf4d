package com.acme;

/** Pays behind a breaker. No rule of the agent's own matches it. */
final class Payments {

  private final CircuitBreaker breaker;

  Payments(CircuitBreaker breaker) {
    this.breaker = breaker;
  }

  /**
   * Whether a payment succeeds; one that is not payable fails, as does one behind an open breaker.
   */
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
