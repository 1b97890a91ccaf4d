package io.athena.apm.core.metrics;

/*
 * How values become buckets
 *
 * Log-linear: values below 2^6 have a bucket each; above, every power of two is cut into 32 equal
 * buckets. A bucket's width is at most 1/32 of its lower bound, so its middle is at most 1/64 =
 * 1.5625 % from any value in it: the bound of a quantile's relative error. 63-bit values need
 * 64 + 57 * 32 = 1,888 buckets, of which a histogram allocates only the groups of 32 that it uses.
 *
 *   value   0 1 2 ... 63 | 64-65 66-67 ... 126-127 | 128-131 ... 252-255 | ...
 *   bucket  0 1 2 ... 63 |   64    65  ...    95    |   96    ...  127    | ...
 */
final class Buckets {

  /** Buckets in one group: one half of a power of two's exact range, the unit of allocation. */
  static final int GROUP_BITS = 5;

  static final int GROUP_SIZE = 1 << GROUP_BITS;
  static final int GROUPS = 2 + (63 - GROUP_BITS - 1);
  static final int COUNT = GROUPS * GROUP_SIZE;

  private Buckets() {}

  /** The bucket of a value; a negative value belongs to the first. */
  static int index(long value) {
    if (value < 2 * GROUP_SIZE) {
      return value < 0 ? 0 : (int) value;
    }
    int shift = 63 - Long.numberOfLeadingZeros(value) - GROUP_BITS;
    return (shift << GROUP_BITS) + (int) (value >>> shift);
  }

  /** The smallest value of a bucket. */
  static long lowerBound(int index) {
    if (index < 2 * GROUP_SIZE) {
      return index;
    }
    int shift = (index >> GROUP_BITS) - 1;
    return (long) (GROUP_SIZE + (index & (GROUP_SIZE - 1))) << shift;
  }

  /** The value that stands for all values of a bucket: exact below 64, else the middle. */
  static double middle(int index) {
    if (index < 2 * GROUP_SIZE) {
      return index;
    }
    int shift = (index >> GROUP_BITS) - 1;
    return lowerBound(index) + ((1L << shift) - 1) / 2.0;
  }
}
