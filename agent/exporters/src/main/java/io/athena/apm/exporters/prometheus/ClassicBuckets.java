package io.athena.apm.exporters.prometheus;

import io.athena.apm.metrics.PendingValues;
import io.athena.apm.metrics.Unit;
import java.nio.charset.StandardCharsets;

/**
 * The bounds of histograms for who has no native ones: powers of two, which are bounds of our own
 * buckets, so each count is exact. Durations from 131 µs to 275 s, other amounts from 1 to 2^40.
 */
final class ClassicBuckets {

  /** The label of the bucket of all values. */
  static final byte[] INFINITY = label("+Inf");

  private static final int PER_DOUBLING = 32;
  private static final int[] DURATIONS = exponents(17, 38, 1);
  private static final int[] AMOUNTS = exponents(0, 40, 2);

  private ClassicBuckets() {}

  private static int[] exponents(int first, int last, int step) {
    int[] exponents = new int[(last - first) / step + 1];
    for (int i = 0; i < exponents.length; i++) {
      exponents[i] = first + i * step;
    }
    return exponents;
  }

  /** The bounds for a unit, as powers of two of recorded values, ascending. */
  static int[] exponents(Unit unit) {
    return unit == Unit.NANOSECONDS ? DURATIONS : AMOUNTS;
  }

  /** The bounds for a unit as labels, in base units. */
  static byte[][] bounds(Unit unit) {
    int[] exponents = exponents(unit);
    byte[][] bounds = new byte[exponents.length][];
    for (int i = 0; i < bounds.length; i++) {
      bounds[i] = label(Double.toString((1L << exponents[i]) / unit.baseDivisor()));
    }
    return bounds;
  }

  private static byte[] label(String bound) {
    return ("le=\"" + bound + '"').getBytes(StandardCharsets.US_ASCII);
  }

  /** How many values are at most 2 to the power of an exponent. */
  static long atMost(int exponent, PendingValues values) {
    int last = exponent * PER_DOUBLING + PER_DOUBLING - 1;
    int size = values.size();
    int low = 0;
    while (low < size) {
      int middle = (low + size) >>> 1;
      if (values.bucket(middle) <= last) {
        low = middle + 1;
      } else {
        size = middle;
      }
    }
    return low == 0 ? 0 : values.end(low - 1);
  }
}
