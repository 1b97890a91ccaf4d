package io.athena.apm.exporters.statsd;

import io.athena.apm.core.metrics.Distribution;
import java.util.Arrays;

/**
 * The counts of one histogram's buckets in the order of the buckets: of the one that is being
 * written. They are kept packed, and packed again when another histogram comes. Used by one thread
 * at a time.
 */
public final class BucketCounts {

  private int[] buckets = new int[64];
  private long[] counts = new long[64];
  private int size;
  private PackedCounts open = new PackedCounts();
  private boolean changed;

  /** Of no histogram yet. */
  public BucketCounts() {}

  /** Goes on with these counts. Allocates where they, or those before, have grown. */
  void open(PackedCounts next) {
    if (next != open) {
      if (changed) {
        open.store(this);
      }
      open = next;
      next.load(this);
      changed = false;
    }
  }

  /** Has the counts of a distribution, whatever they were. */
  void become(Distribution recorded) {
    clear();
    for (int i = 0; i < recorded.size(); i++) {
      append(recorded.bucket(i), recorded.count(i));
    }
    changed = true;
  }

  /** Makes sure of all buckets of a distribution, which knows all those that are here. */
  void learn(Distribution recorded) {
    int known = size - 1;
    size = recorded.size();
    reserve();
    for (int i = size - 1; known < i; i--) {
      boolean isKnown = known >= 0 && buckets[known] == recorded.bucket(i);
      buckets[i] = recorded.bucket(i);
      counts[i] = isKnown ? counts[known--] : 0;
    }
  }

  /** Adds to a bucket's count. */
  void add(int bucket, long amount) {
    int index = Arrays.binarySearch(buckets, 0, size, bucket);
    if (index < 0) {
      index = -index - 1;
      insert(index, bucket);
    }
    counts[index] += amount;
    changed = true;
  }

  /** Starts again without buckets. */
  void clear() {
    size = 0;
  }

  /** Appends a bucket behind those before. */
  void append(int bucket, long count) {
    insert(size, bucket);
    counts[size - 1] = count;
  }

  /** How many buckets there are. */
  int size() {
    return size;
  }

  /** The i-th bucket. */
  int bucket(int i) {
    return buckets[i];
  }

  /** Its count. */
  long count(int i) {
    return counts[i];
  }

  private void insert(int index, int bucket) {
    size++;
    reserve();
    System.arraycopy(buckets, index, buckets, index + 1, size - 1 - index);
    System.arraycopy(counts, index, counts, index + 1, size - 1 - index);
    buckets[index] = bucket;
    counts[index] = 0;
  }

  private void reserve() {
    if (size > buckets.length) {
      buckets = Arrays.copyOf(buckets, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
  }
}
