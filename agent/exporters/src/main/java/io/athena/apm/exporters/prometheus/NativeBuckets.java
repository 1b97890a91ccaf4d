package io.athena.apm.exporters.prometheus;

import io.athena.apm.exporters.protobuf.ProtobufMessage;
import io.athena.apm.exporters.protobuf.ScaledBuckets;

/**
 * Writes the buckets of a native histogram of schema 5. Prometheus numbers a bucket by its upper
 * bound: one more than {@link ScaledBuckets} do.
 */
final class NativeBuckets {

  /** The smallest normal amount that is not in the bucket of zero: Prometheus' own default. */
  private static final double ZERO_THRESHOLD = 0x1p-128;

  private NativeBuckets() {}

  /** Writes the fields of {@code io.prometheus.client.Histogram}. */
  static void write(ScaledBuckets buckets, ProtobufMessage histogram) {
    histogram.signed(5, buckets.scale()).real(6, ZERO_THRESHOLD).number(7, buckets.zeros());
    int size = buckets.size();
    int end = 0;
    for (int first = 0; first < size; ) {
      int length = 1;
      int index = buckets.index(first) + 1;
      while (first + length < size && buckets.index(first + length) + 1 == index + length) {
        length++;
      }
      span(histogram, index - end, length);
      end = index + length;
      first += length;
    }
    long before = 0;
    for (int i = 0; i < size; i++) {
      histogram.signed(13, buckets.count(i) - before);
      before = buckets.count(i);
    }
    if (size == 0) {
      // A histogram without spans is a classic one.
      span(histogram, 0, 0);
    }
  }

  private static void span(ProtobufMessage histogram, int offset, int length) {
    int span = histogram.begin(12);
    histogram.signed(1, offset).number(2, length);
    histogram.end(span);
  }
}
