package io.athena.apm.instrumentation.cache;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Thousands of random operations by several threads at once; the same in each run. */
final class Mixed {

  private static final int STEPS = 3_000;

  private Mixed() {}

  /** One operation. */
  interface Operation {

    void run(Random random, int step) throws Exception;
  }

  static void run(int threads, Operation operation) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int seed = 0; seed < threads; seed++) {
        Random random = new Random(seed);
        running.add(
            pool.submit(
                () -> {
                  for (int step = 0; step < STEPS; step++) {
                    operation.run(random, step);
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      pool.shutdown();
    }
  }
}
