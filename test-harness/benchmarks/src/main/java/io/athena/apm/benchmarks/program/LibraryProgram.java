package io.athena.apm.benchmarks.program;

import java.io.IOException;

/** Uses Caffeine, Resilience4j and openai-java once each, in every way the agent has a hook for. */
public final class LibraryProgram {

  /** The property, in seconds, that has the program wait and then print its {@link Footprint}. */
  public static final String FOOTPRINT_AFTER = "benchmark.footprint.after";

  private LibraryProgram() {}

  /** Returns when everything has been used, and measured where that is asked for. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var caches = new Caches();
    var breaker = new Breaker();
    try (var model = new Model()) {
      caches.use();
      breaker.use();
      model.use();
      var seconds = Integer.getInteger(FOOTPRINT_AFTER);
      if (seconds != null) {
        Thread.sleep(seconds * 1000L);
        System.out.println(Footprint.ofThisJvm().line());
      }
    }
  }
}
