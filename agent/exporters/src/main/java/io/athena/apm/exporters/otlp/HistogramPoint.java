package io.athena.apm.exporters.otlp;

import io.athena.apm.exporters.protobuf.ProtobufMessage;
import io.athena.apm.metrics.PendingValues;

/** Writes the buckets of a histogram's data points. Used by one thread at a time. */
interface HistogramPoint {

  /** The number of the field of {@code Metric} that has such points. */
  int dataField();

  /** The number of the field of a point that has its attributes. */
  int attributesField();

  /** Writes the buckets into the point that has been begun. */
  void write(OtlpMetric metric, PendingValues values, ProtobufMessage message);
}
