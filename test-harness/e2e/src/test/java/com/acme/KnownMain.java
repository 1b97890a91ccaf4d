package com.acme;

import io.athena.apm.api.Apm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Measures known values by the API, for comparison with servers.
 *
 * <pre>
 *   orders               20 books in ten steps, 3 and 4 of two titles that differ at the end
 *   stock, temperature   12.5 and -3.5
 *   order.pages          1, 2, ... 99
 *   order.weight         1, 2, ... 20,000
 *   ai.analysis          1.01 ms, 2.01 ms, ... 99.01 ms
 * </pre>
 */
public final class KnownMain {

  private static final String LONG_TITLE = "t".repeat(120);

  private KnownMain() {}

  /** The optional argument is a pipe, which is read after the measurements. */
  public static void main(String... arguments) throws IOException {
    measure();
    System.out.println("measured");
    if (arguments.length > 0) {
      Files.readString(Path.of(arguments[0]));
    }
  }

  private static void measure() {
    for (int i = 0; i < 10; i++) {
      Apm.count("orders", 2, "kind", "book");
    }
    Apm.count("orders", 3, "kind", LONG_TITLE);
    Apm.count("orders", 4, "kind", LONG_TITLE + "s");
    Apm.gauge("stock", 12.5, "place", "Berlin");
    Apm.gauge("temperature", -3.5);
    for (int i = 1; i < 100; i++) {
      Apm.histogram("order.pages", i);
      // collectd ignores less than 1 ms, and 1 ms itself may be reported 1.1 % lower.
      Apm.recordAnalysis("openai", "gpt", Duration.ofMillis(i).plusNanos(10_000), true);
    }
    for (int i = 1; i <= 20_000; i++) {
      Apm.histogram("order.weight", i);
    }
  }
}
