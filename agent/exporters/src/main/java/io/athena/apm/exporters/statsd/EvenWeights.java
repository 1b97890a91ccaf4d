package io.athena.apm.exporters.statsd;

/**
 * Cuts a count into whole weights that add up to it, as equal as can be, each of which has an
 * {@link ExactRates exact rate}. Read once from front to back, then reused.
 *
 * <p>After each weight the sum is as near as can be to where it would be with equal ones, so a
 * weight that has no rate is made up for by the next. The last two are chosen together.
 */
final class EvenWeights {

  private long count;
  private int weights;
  private int given;
  private long sum;

  /** Starts again: so many weights for a count that is at least as large. */
  void cut(long newCount, int newWeights) {
    count = newCount;
    weights = newWeights;
    given = 0;
    sum = 0;
  }

  /** Whether a weight is left. */
  boolean hasNext() {
    return given < weights;
  }

  /** The next weight. */
  long next() {
    long weight =
        switch (weights - given) {
          case 1 -> count - sum;
          case 2 -> half(count - sum);
          default -> nearest(count * (given + 1) / weights - sum);
        };
    given++;
    sum += weight;
    return weight;
  }

  private static long half(long rest) {
    long half = rest / 2;
    while (!ExactRates.exists(half) || !ExactRates.exists(rest - half)) {
      half--;
    }
    return half;
  }

  private static long nearest(long weight) {
    for (long distance = 0; ; distance++) {
      if (ExactRates.exists(weight - distance)) {
        return weight - distance;
      }
      if (ExactRates.exists(weight + distance)) {
        return weight + distance;
      }
    }
  }
}
