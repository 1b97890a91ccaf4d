package io.athena.apm.benchmarks.program;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import java.time.Duration;
import java.util.stream.IntStream;

/** Does what {@link SeriesProgram} does with counters, by OpenTelemetry's SDK. */
public final class OpenTelemetryProgram {

  private static final int ROUNDS_IN_A_SECOND = 10;

  private OpenTelemetryProgram() {}

  /**
   * Runs to its end; sends each second.
   *
   * @param arguments the number of series, seconds, and the address of an OTLP receiver
   */
  public static void main(String... arguments) throws InterruptedException {
    int series = Integer.parseInt(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]) * ROUNDS_IN_A_SECOND;
    var exporter = OtlpHttpMetricExporter.builder().setEndpoint(arguments[2]).build();
    var reader = PeriodicMetricReader.builder(exporter).setInterval(Duration.ofSeconds(1)).build();
    try (var provider = SdkMeterProvider.builder().registerMetricReader(reader).build()) {
      LongCounter counter = provider.get("benchmark").counterBuilder("load.metric").build();
      Attributes[] tags =
          IntStream.range(0, series)
              .mapToObj(i -> Attributes.of(AttributeKey.stringKey("k"), "v" + i))
              .toArray(Attributes[]::new);
      for (int round = 0; round < rounds; round++) {
        for (Attributes each : tags) {
          counter.add(1, each);
        }
        Thread.sleep(1_000 / ROUNDS_IN_A_SECOND);
      }
    }
    Footprint.print();
  }
}
