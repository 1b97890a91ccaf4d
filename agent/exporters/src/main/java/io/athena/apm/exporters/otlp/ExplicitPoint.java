package io.athena.apm.exporters.otlp;

import io.athena.apm.exporters.protobuf.ProtobufMessage;
import io.athena.apm.metrics.PendingValues;

/**
 * The buckets of {@code HistogramDataPoint}. Their bounds lie within our buckets, of which each
 * goes where its middle lies. The bounds of AI's durations and of collections are those of the
 * conventions, the rest those of HTTP's durations and of GenAI's tokens.
 */
final class ExplicitPoint implements HistogramPoint {

  private static final double[] AI_SECONDS = powers(0.01, 2, 14);
  private static final double[] COLLECTION_SECONDS = {0.01, 0.1, 1, 10};
  private static final double[] SECONDS = {
    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
  };
  private static final double[] AMOUNTS = powers(1, 4, 14);

  private static double[] powers(double first, double factor, int length) {
    double[] powers = new double[length];
    powers[0] = first;
    for (int i = 1; i < length; i++) {
      powers[i] = powers[i - 1] * factor;
    }
    return powers;
  }

  @Override
  public int dataField() {
    return 9;
  }

  @Override
  public int attributesField() {
    return 9;
  }

  /** The upper bounds of all buckets but the last. */
  static double[] bounds(OtlpMetric metric) {
    String name = metric.name();
    if (!metric.unit().equals("s")) {
      return AMOUNTS;
    }
    if (name.startsWith("gen_ai.") || name.startsWith("ai.")) {
      return AI_SECONDS;
    }
    return name.equals("jvm.gc.duration") || name.equals("gc.pause.duration")
        ? COLLECTION_SECONDS
        : SECONDS;
  }

  @Override
  public void write(OtlpMetric metric, PendingValues values, ProtobufMessage message) {
    double[] bounds = bounds(metric);
    int counts = message.begin(6);
    int next = 0;
    for (int bucket = 0; bucket <= bounds.length; bucket++) {
      long count = 0;
      while (next < values.size()
          && (bucket == bounds.length || values.value(next) / metric.divisor() <= bounds[bucket])) {
        count += values.count(next++);
      }
      message.fixed64(count);
    }
    message.end(counts);
    int packed = message.begin(7);
    for (double bound : bounds) {
      message.fixed64(Double.doubleToRawLongBits(bound));
    }
    message.end(packed);
  }
}
