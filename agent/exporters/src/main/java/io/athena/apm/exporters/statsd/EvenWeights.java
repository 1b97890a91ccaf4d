package io.athena.apm.exporters.statsd;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * Cuts a count into whole weights that add up to it, as equal as possible. Each has a rate that a
 * server turns back into exactly this weight. An iterator that is reused.
 *
 * <p>After each weight the sum is as near as possible to the sum of equal weights, so the next
 * weight compensates for one without a rate. The last two are chosen together.
 */
/*
 * Why not every weight
 *
 * The reference server adds 1/rate to its count as a double (statsd/statsd stats.js), so a rate is
 * right when 1.0 / rate == weight, exactly, in double arithmetic; otherwise the count drifts from
 * ours and shows as 4899.999. Not every whole number is the reciprocal of a double: 49 is not, nor
 * are 98, 103 or 107. A double r is a relative step of m * 2^-53 from the next, where m (1 to 2) is
 * the mantissa of 1/r, and the numbers that round to 1/r are a window of 2^-52 / m; for m above the
 * square root of two the window is smaller than the step and can fall between two doubles. One whole
 * number in six is missed. The reciprocal nearest to the weight is that of the double nearest to
 * 1/weight, so that one test decides: 1.0 / (1.0 / weight) == weight.
 *
 * Why the shortest decimal is next to 1/weight
 *
 * The decimals that are read as a fitting double are an interval around 1/weight. If any with d
 * digits lies in it, then so does the next below or the next above 1/weight.
 */
final class EvenWeights {

  private static final int REMEMBERED = 1_024;
  private static final int DIGITS_OF_A_DOUBLE = 17;
  private static final RoundingMode[] NEIGHBOURS = {RoundingMode.DOWN, RoundingMode.UP};

  private final long[] ratedWeights = new long[REMEMBERED];
  private final byte[][] rates = new byte[REMEMBERED][];
  private long count;
  private int weights;
  private int given;
  private long sum;

  /** Starts again with a count and a number of weights, at most as many as the count. */
  void cut(long newCount, int newWeights) {
    count = newCount;
    weights = newWeights;
    given = 0;
    sum = 0;
  }

  boolean hasNext() {
    return given < weights;
  }

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
    while (!hasRate(half) || !hasRate(rest - half)) {
      half--;
    }
    return half;
  }

  private static long nearest(long weight) {
    for (long distance = 0; ; distance++) {
      if (hasRate(weight - distance)) {
        return weight - distance;
      }
      if (hasRate(weight + distance)) {
        return weight + distance;
      }
    }
  }

  /** Whether a rate exists that gives exactly this weight. */
  static boolean hasRate(long weight) {
    return 1.0 / (1.0 / weight) == weight;
  }

  /** The shortest plain decimal that gives exactly this weight, which must have a rate. */
  byte[] rate(long weight) {
    int slot = (int) (weight % REMEMBERED);
    if (ratedWeights[slot] != weight) {
      ratedWeights[slot] = weight;
      rates[slot] = shortest(weight).getBytes(StandardCharsets.US_ASCII);
    }
    return rates[slot];
  }

  private static String shortest(long weight) {
    for (int digits = 1; digits <= DIGITS_OF_A_DOUBLE; digits++) {
      for (RoundingMode rounding : NEIGHBOURS) {
        MathContext context = new MathContext(digits, rounding);
        BigDecimal rate = BigDecimal.ONE.divide(BigDecimal.valueOf(weight), context);
        if (1.0 / rate.doubleValue() == weight) {
          return rate.toPlainString();
        }
      }
    }
    throw new IllegalArgumentException("no rate gives the weight " + weight);
  }
}
