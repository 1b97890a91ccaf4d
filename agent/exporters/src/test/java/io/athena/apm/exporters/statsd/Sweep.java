package io.athena.apm.exporters.statsd;

/**
 * Chooses the cases of a sweep: a fixed sample in the ordinary build, all with {@code
 * -Pexhaustive}.
 */
public final class Sweep {

  private static final boolean EXHAUSTIVE = Boolean.getBoolean("athena.exhaustive");
  private static final int DENSE = 1_000;
  private static final int STEP = 97;

  private Sweep() {}

  /** The number after this one: each up to a thousand, then each, or one of 97. */
  public static long next(long number) {
    return number + (EXHAUSTIVE || number < DENSE ? 1 : STEP);
  }

  /** How many generated cases to try. */
  public static int cases(int sample, int all) {
    return EXHAUSTIVE ? all : sample;
  }
}
