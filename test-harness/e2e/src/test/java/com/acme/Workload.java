package com.acme;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * Known work. Each run creates new objects of the same names.
 *
 * <pre>
 *   Caffeine        10 misses  25 hits
 *   ResponseCache    4 misses   6 hits
 *   CircuitBreaker   1 open, 1 half open, 1 closed
 * </pre>
 */
final class Workload {

  /** Keeps the breakers, as a service does: the agent reports no state of collected breakers. */
  static volatile CircuitBreaker kept;

  private Workload() {}

  static void run() {
    useCaffeine();
    useResponses();
    useBreaker();
  }

  private static void useCaffeine() {
    Cache<Integer, String> prices = Caffeine.newBuilder().maximumSize(100).build();
    for (int key = 0; key < 10; key++) {
      check(prices.getIfPresent(key) == null);
      prices.put(key, "price " + key);
    }
    for (int read = 0; read < 25; read++) {
      check(prices.getIfPresent(read % 10) != null);
    }
  }

  private static void useResponses() {
    ResponseCache responses = new ResponseCache("answers");
    Directory directory = new Directory("answers", responses);
    for (int key = 0; key < 4; key++) {
      check(directory.get("question " + key) == null);
    }
    responses.put("question 0", "answer");
    for (int read = 0; read < 6; read++) {
      check(directory.get("question 0") != null);
    }
  }

  private static void useBreaker() {
    CircuitBreaker breaker = new CircuitBreaker("payments", 2);
    kept = breaker;
    Payments payments = new Payments(breaker);
    check(!payments.pay(false));
    check(!payments.pay(false));
    check(payments.pay(true));
  }

  private static void check(boolean expected) {
    if (!expected) {
      throw new IllegalStateException("the work went wrong");
    }
  }
}
