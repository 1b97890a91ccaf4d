package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.PendingValues;

/**
 * Pending values, each with the number of its occurrences as its weight, ascending by weight; a
 * value that is too heavy comes as several parts. Read once from front to back, then reused.
 */
/*
 * There are few different weights, so each is found by a pass over all values. Sorting would
 * allocate, and the athena-apm thread allocates nothing for a line.
 */
final class WeightedParts {

  private static final long NONE = Long.MAX_VALUE;

  private final long heaviest;
  private PendingValues pending;
  private long weight;
  private int index;
  private long timesLeft;

  /**
   * No parts yet.
   *
   * @param heaviest the largest weight that one part may have
   */
  WeightedParts(long heaviest) {
    this.heaviest = heaviest;
  }

  /** Starts again with the values of an pending. */
  void load(PendingValues values) {
    pending = values;
    weight = 0;
    nextWeight();
  }

  /** Whether a part is left. */
  boolean hasNext() {
    return weight != NONE;
  }

  /** The weight of the next part. */
  long weight() {
    return weight;
  }

  /** The value of the next part. */
  double value() {
    return pending.value(index);
  }

  /** The bucket of that value. */
  int bucket() {
    return pending.bucket(index);
  }

  /** Goes on to the part after the next. */
  void advance() {
    if (--timesLeft == 0) {
      nextValue();
    }
  }

  private void nextValue() {
    while (++index < pending.size()) {
      timesLeft = times(pending.count(index));
      if (timesLeft > 0) {
        return;
      }
    }
    nextWeight();
  }

  private void nextWeight() {
    long lightest = NONE;
    for (int i = 0; i < pending.size(); i++) {
      lightest = Math.min(lightest, lightestAboveCurrent(pending.count(i)));
    }
    weight = lightest;
    index = -1;
    if (lightest != NONE) {
      nextValue();
    }
  }

  private long lightestAboveCurrent(long count) {
    long rest = count % heaviest;
    if (rest > weight) {
      return rest;
    }
    return count >= heaviest && heaviest > weight ? heaviest : NONE;
  }

  /** How many parts of the current weight a count has. */
  private long times(long count) {
    if (weight == heaviest) {
      return count / heaviest;
    }
    return count % heaviest == weight ? 1 : 0;
  }
}
