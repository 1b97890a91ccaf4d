package io.athena.apm.benchmarks.program;

import java.io.IOException;

/** Uses Caffeine, Resilience4j and openai-java once each, in every way that the agent hooks. */
public final class LibraryProgram {

  private LibraryProgram() {}

  /**
   * Uses the libraries and returns.
   *
   * @param arguments nothing, or how many seconds to wait before the {@link Footprint} is printed
   */
  public static void main(String... arguments) throws IOException, InterruptedException {
    var caches = new Caches();
    var breaker = new Breaker();
    try (var model = new Model()) {
      caches.use();
      breaker.use();
      model.use();
      if (arguments.length > 0) {
        Thread.sleep(Long.parseLong(arguments[0]) * 1_000);
        Footprint.print();
      }
    }
  }
}
