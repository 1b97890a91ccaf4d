package io.athena.apm.instrumentation.logging.sample;

import io.athena.apm.api.Apm;
import io.athena.apm.api.Span;

/** An operation of the application, which it measures as a span. */
public final class Order {

  private Order() {}

  /** Runs the work within the span. */
  public static void place(Runnable work) {
    Span span = Apm.startSpan("order.place");
    try {
      work.run();
    } finally {
      span.close();
    }
  }
}
