package io.athena.apm.metrics;

/*
 * The buckets
 *
 * Base-2 exponential buckets of scale 5, as in OTLP and in Prometheus' native histograms: 32 per
 * power of two. OTLP's bucket i has the values above base^i, up to and including base^(i+1), where
 * base is 2^(1/32). Our index is OTLP's plus 32, so that each group of 32 ends at a power of two.
 * Zero has the first bucket. The group of the value 1 has only two buckets that are used.
 *
 *   value    0 | 1  | 2  | 3  | 4  | ... | 54  | 55, 56 | 57  | ...
 *   bucket   0 | 31 | 63 | 82 | 95 | ... | 216 | 217    | 218 | ...
 *
 * How the index is found
 *
 * A value v in (2^e, 2^(e+1)] is shifted so that v - 1 has its top bit at bit 62. The six bits below
 * that one select a row of SLOTS: the slot of the row's smallest value. A row is narrower than a
 * slot, so the value is in this slot or in the next; one comparison decides. All bounds but
 * powers of two are irrational, so that no whole number lies on one: a slot is given by the largest
 * shifted value that is in it, floor(2^(62 + (slot + 1) / 32)) - 1.
 *
 * The error
 *
 * A bucket represents the value in the middle of its whole numbers. The distance to any of them is at
 * most half of 2^(1/32) - 1, which is 1.095 %. A bucket with only one whole number represents that
 * number.
 */
final class Buckets {

  /** Buckets per power of two, the unit of allocation. */
  static final int GROUP_BITS = 5;

  static final int GROUP_SIZE = 1 << GROUP_BITS;
  static final int GROUPS = 64;
  static final int COUNT = GROUPS * GROUP_SIZE;

  private static final int ROW_BITS = 6;
  private static final int TOP_BIT = 62;

  /** The largest shifted value of each slot. */
  private static final long[] LARGEST = {
    0x4166c34c5615d0eaL,
    0x42d561b3e6243d89L,
    0x444c0740496d4292L,
    0x45cae0f1f545eb72L,
    0x47521cc5a2e6a9dfL,
    0x48e1e9b9d588e19aL,
    0x4a7a77d47f7b84afL,
    0x4c1bf828c6dc54b6L,
    0x4dc69cdceaa72a9bL,
    0x4f7a993048d088d5L,
    0x513821818624b40bL,
    0x52ff6b54d8a89c74L,
    0x54d0ad5a753e077bL,
    0x56ac1f752150a562L,
    0x5891fac0e95612c6L,
    0x5a827999fcef3241L,
    0x5c7dd7a3b17dcf73L,
    0x5e8451cfac061b5eL,
    0x6096266533384a2aL,
    0x62b39508aa836d6dL,
    0x64dcdec3371793d0L,
    0x6712460a8fc24070L,
    0x69540ec8f895722cL,
    0x6ba27e656b4eb579L,
    0x6dfddbcbed791ba9L,
    0x70666f76154a7087L,
    0x72dc8373be41a453L,
    0x75606373ee921c96L,
    0x77f25ccdee6d7ae4L,
    0x7a92be8a92436615L,
    0x7d41d96db915019cL,
    Long.MAX_VALUE,
  };

  private static final byte[] SLOTS = slots();

  private Buckets() {}

  private static byte[] slots() {
    byte[] slots = new byte[1 << ROW_BITS];
    int slot = 0;
    for (int row = 0; row < slots.length; row++) {
      long smallest = (1L << TOP_BIT) + ((long) row << (TOP_BIT - ROW_BITS));
      while (LARGEST[slot] < smallest) {
        slot++;
      }
      slots[row] = (byte) slot;
    }
    return slots;
  }

  /** The bucket of a value; a negative value belongs to the bucket of zero. */
  static int index(long value) {
    if (value <= 1) {
      return value < 1 ? 0 : GROUP_SIZE - 1;
    }
    int shift = Long.numberOfLeadingZeros(value - 1) - 1;
    long shifted = (value << shift) - 1;
    int slot = SLOTS[(int) (shifted >>> (TOP_BIT - ROW_BITS)) & ((1 << ROW_BITS) - 1)];
    if (shifted > LARGEST[slot]) {
      slot++;
    }
    return ((GROUPS - 1 - shift) << GROUP_BITS) + slot;
  }

  /** The largest whole number of a bucket or of those below it. */
  static long upperBound(int index) {
    if (index < GROUP_SIZE) {
      return index == GROUP_SIZE - 1 ? 1 : 0;
    }
    long bound = LARGEST[index & (GROUP_SIZE - 1)] + 1; // unsigned
    int shift = GROUPS - 1 - (index >> GROUP_BITS);
    return index == COUNT - 1 ? Long.MAX_VALUE : bound >>> shift;
  }

  /** The value that represents a bucket: the middle of its whole numbers. */
  static double middle(int index) {
    if (index == 0) {
      return 0;
    }
    long first = upperBound(index - 1) + 1;
    return first + (upperBound(index) - first) / 2.0;
  }
}
