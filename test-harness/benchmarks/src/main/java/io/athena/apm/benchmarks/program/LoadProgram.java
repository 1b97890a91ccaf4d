package io.athena.apm.benchmarks.program;

/**
 * Counts as fast as two threads can, over many series, and says how often in all.
 *
 * <p>Arguments: seconds, series. Standard output: each {@link LoadWindow}, then {@code counted N}.
 */
public final class LoadProgram {

  private LoadProgram() {}

  /** Runs to its end. */
  public static void main(String... arguments) throws InterruptedException {
    long end = System.nanoTime() + Long.parseLong(arguments[0]) * 1_000_000_000L;
    int series = Integer.parseInt(arguments[1]);
    Counting one = new Counting(series, end).start();
    Counting other = new Counting(series, end).start();
    var windows = new LoadWindows(one, other).watch();
    one.join();
    other.join();
    windows.forEach(window -> System.out.println(window.line()));
    System.out.println("counted " + (one.counted() + other.counted()));
  }
}
