package io.athena.apm.exporters.statsd;

import java.util.Arrays;

/**
 * The counts of one histogram's buckets in few bytes: how far each bucket that is not empty is from
 * the one before, and its count, both as numbers of seven bits a byte. No bucket is its own
 * neighbour, so a step of zero is where they end.
 *
 * <p>Two or three bytes a bucket, where two numbers take sixteen: ten thousand histograms of fifty
 * buckets are 1.5 MB and not 8.
 */
final class PackedCounts {

  private static final int BITS = 7;
  private static final int LAST = 1 << BITS; // a byte from here on is not the last of its number

  private static final int NO_BUCKET = -1; // the one before the first
  private static final byte[] EMPTY = new byte[0];

  private byte[] bytes = EMPTY;

  /** No counts. */
  PackedCounts() {}

  /** Keeps these. Allocates where they need more bytes than ever before. */
  void store(BucketCounts counts) {
    int needed = 0;
    for (int i = 0, before = NO_BUCKET; i < counts.size(); i++) {
      if (counts.count(i) != 0) {
        needed += size(counts.bucket(i) - before) + size(counts.count(i));
        before = counts.bucket(i);
      }
    }
    if (needed > bytes.length) {
      bytes = new byte[needed + needed / 8];
    }
    write(counts);
  }

  private void write(BucketCounts counts) {
    int at = 0;
    for (int i = 0, before = NO_BUCKET; i < counts.size(); i++) {
      if (counts.count(i) != 0) {
        at = write(counts.bucket(i) - before, at);
        at = write(counts.count(i), at);
        before = counts.bucket(i);
      }
    }
    Arrays.fill(bytes, at, bytes.length, (byte) 0);
  }

  /** Gives them back. */
  void load(BucketCounts counts) {
    counts.clear();
    int bucket = NO_BUCKET;
    for (int at = 0; at < bytes.length && bytes[at] != 0; ) {
      long step = read(at);
      at += size(step);
      long count = read(at);
      at += size(count);
      bucket += (int) step;
      counts.append(bucket, count);
    }
  }

  /** How many bytes are kept for them. */
  int heldBytes() {
    return bytes.length;
  }

  /** Gives where the next one goes. */
  private int write(long number, int from) {
    int at = from;
    long left = number;
    for (; left >>> BITS != 0; left >>>= BITS) {
      bytes[at++] = (byte) (left | LAST);
    }
    bytes[at++] = (byte) left;
    return at;
  }

  private long read(int at) {
    long number = 0;
    for (int i = 0; ; i++) {
      number |= (bytes[at + i] & (LAST - 1L)) << (i * BITS);
      if (bytes[at + i] >= 0) {
        return number;
      }
    }
  }

  private static int size(long number) {
    int size = 1;
    for (long left = number >>> BITS; left != 0; left >>>= BITS) {
      size++;
    }
    return size;
  }
}
