package io.athena.apm.metrics;

import java.util.Arrays;

/**
 * The values that a histogram has recorded up to one instant. Immutable. Read with {@link
 * PendingValues}.
 *
 * <p>Two or three bytes for each bucket that is not empty: the distance to the bucket before, and
 * the count, both as numbers of seven bits a byte.
 */
public final class Distribution {

  /** Without values. */
  public static final Distribution EMPTY = new Distribution(new byte[0], 0, 0);

  /** The number of buckets, those that are empty included. */
  public static final int BUCKETS = Buckets.COUNT;

  private static final int BITS = 7;
  private static final int MORE = 1 << BITS; // set in all bytes of a number but its last

  private final byte[] bytes;
  private final long count;
  private final long sum;

  private Distribution(byte[] bytes, long count, long sum) {
    this.bytes = bytes;
    this.count = count;
    this.sum = sum;
  }

  /** From one count for each {@link PendingValues#bucket bucket}; the sum is 0 if it is unknown. */
  public static Distribution of(long[] counts, long sum) {
    Builder builder = new Builder(MORE);
    for (int bucket = 0; bucket < counts.length; bucket++) {
      builder.add(bucket, counts[bucket]);
    }
    return builder.build(sum);
  }

  /** The number of values. */
  public long count() {
    return count;
  }

  /** The exact sum of all values, in the metric's unit. */
  public long sum() {
    return sum;
  }

  /** The values of both. */
  public Distribution plus(Distribution other) {
    long[] counts = new long[Buckets.COUNT];
    addTo(counts);
    other.addTo(counts);
    return of(counts, sum + other.sum);
  }

  private void addTo(long[] counts) {
    for (Cursor cursor = new Cursor().open(this); cursor.next(); ) {
      counts[cursor.bucket] += cursor.count;
    }
  }

  /** Takes buckets in ascending order. */
  static final class Builder {

    private byte[] bytes;
    private int length;
    private int previous = -1;
    private long count;

    /** Begins with room for some bytes. */
    Builder(int size) {
      bytes = new byte[size];
    }

    /** Adds a bucket; leaves an empty one out. */
    void add(int bucket, long values) {
      if (values != 0) {
        write(bucket - previous);
        write(values);
        previous = bucket;
        count += values;
      }
    }

    private void write(long number) {
      if (bytes.length - length < Long.BYTES + 2) {
        bytes = Arrays.copyOf(bytes, length + length / 2 + 2 * Long.BYTES);
      }
      long left = number;
      for (; left >>> BITS != 0; left >>>= BITS) {
        bytes[length++] = (byte) (left | MORE);
      }
      bytes[length++] = (byte) left;
    }

    Distribution build(long sum) {
      return new Distribution(Arrays.copyOf(bytes, length), count, sum);
    }
  }

  /** Reads buckets in ascending order. Reused. */
  static final class Cursor {

    private Distribution source = EMPTY;
    private int at;
    private int bucket;
    private long count;

    /** Starts before the first bucket. */
    Cursor open(Distribution distribution) {
      source = distribution;
      at = 0;
      bucket = -1;
      return this;
    }

    /** Goes to the next bucket that is not empty; false after the last. */
    boolean next() {
      if (at == source.bytes.length) {
        return false;
      }
      bucket += (int) read();
      count = read();
      return true;
    }

    private long read() {
      long number = 0;
      for (int shift = 0; ; shift += BITS) {
        byte next = source.bytes[at++];
        number |= (next & (MORE - 1L)) << shift;
        if (next >= 0) {
          return number;
        }
      }
    }

    int bucket() {
      return bucket;
    }

    long count() {
      return count;
    }
  }
}
