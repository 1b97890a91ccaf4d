package com.acme;

import io.athena.apm.api.Apm;
import io.athena.apm.api.Span;
import java.time.Duration;

/** Measures by the API. Prints the same with and without the agent. */
public final class MeasuringMain {

  private MeasuringMain() {}

  /** Takes no arguments. */
  public static void main(String... arguments) throws Exception {
    for (int i = 0; i < 10; i++) {
      check(Apm.span("order.ship", () -> "shipped").equals("shipped"));
      Apm.count("orders", 2, "kind", "book");
      Apm.histogram("order.pages", 40 + i);
    }
    for (int i = 0; i < 3; i++) {
      refuse();
    }
    Apm.gauge("stock", 12.5, "place", "Berlin");
    useTheDomainsWords();
    System.out.println("done");
  }

  private static void refuse() {
    try (Span span = Apm.startSpan("order.pay").tag("method", "card")) {
      span.error(new IllegalStateException("refused"));
    }
  }

  private static void useTheDomainsWords() {
    Apm.recordAnalysis("openai", "gpt", Duration.ofMillis(250), true);
    Apm.recordAnalysis("openai", "gpt", Duration.ofMillis(250), false);
    Apm.recordCacheOperation("answers", true);
    Apm.recordCacheOperation("answers", true);
    Apm.recordCacheOperation("answers", false);
    Apm.recordCircuitBreakerEvent("payments", "HALF_OPEN");
  }

  private static void check(boolean expected) {
    if (!expected) {
      throw new IllegalStateException("the work went wrong");
    }
  }
}
