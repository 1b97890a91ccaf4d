package io.athena.apm.instrumentation.resilience;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs the same calls on several threads at once. */
final class ManyThreads {

  static final int THREADS = 8;

  private ManyThreads() {}

  /** Each thread makes the calls one after the other, with random numbers of its own. */
  static void run(int calls, Consumer<Random> call) throws Exception {
    List<Callable<Object>> threads = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      Random random = new Random(thread);
      threads.add(
          Executors.callable(
              () -> {
                for (int i = 0; i < calls; i++) {
                  call.accept(random);
                }
              }));
    }
    ExecutorService executor = Executors.newFixedThreadPool(THREADS);
    try {
      for (Future<?> thread : executor.invokeAll(threads)) {
        thread.get();
      }
    } finally {
      executor.shutdown();
    }
  }
}
