package io.athena.apm.instrumentation.api.sample;

import io.athena.apm.api.Apm;
import io.athena.apm.api.Span;

/** Uses what every version of the API has, and nothing else. */
public final class Shop implements Runnable {

  @Override
  public void run() {
    try (Span span = Apm.startSpan("shop.order")) {
      span.tag("kind", "book");
      Apm.count("shop.orders", 2, "kind", "book");
    }
  }
}
