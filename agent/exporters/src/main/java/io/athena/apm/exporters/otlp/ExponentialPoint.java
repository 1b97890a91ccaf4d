package io.athena.apm.exporters.otlp;

import io.athena.apm.exporters.protobuf.ProtobufMessage;
import io.athena.apm.exporters.protobuf.ScaledBuckets;
import io.athena.apm.metrics.PendingValues;

/**
 * The buckets of {@code ExponentialHistogramDataPoint}: our own of scale 5, of which pairs are
 * merged until they span 160 at most, as OpenTelemetry's SDK has by default.
 */
final class ExponentialPoint implements HistogramPoint {

  static final int MOST_BUCKETS = 160;

  private final ScaledBuckets buckets = new ScaledBuckets();

  @Override
  public int dataField() {
    return 10;
  }

  @Override
  public int attributesField() {
    return 1;
  }

  @Override
  public void write(OtlpMetric metric, PendingValues values, ProtobufMessage message) {
    buckets.load(values, metric.divisor()).merge(MOST_BUCKETS);
    message.signed(6, buckets.scale()).fixed64(7, buckets.zeros());
    if (buckets.size() > 0) {
      int positive = message.begin(8);
      message.signed(1, buckets.index(0));
      writeCounts(message);
      message.end(positive);
    }
  }

  private void writeCounts(ProtobufMessage message) {
    int counts = message.begin(2);
    int next = buckets.index(0);
    for (int i = 0; i < buckets.size(); i++) {
      for (; next < buckets.index(i); next++) {
        message.varint(0);
      }
      message.varint(buckets.count(i));
      next++;
    }
    message.end(counts);
  }
}
