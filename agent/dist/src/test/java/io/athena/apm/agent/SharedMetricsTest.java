package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.instrumentation.ai.AiMetrics;
import io.athena.apm.instrumentation.api.ApiMetrics;
import io.athena.apm.instrumentation.cache.CacheMetrics;
import io.athena.apm.instrumentation.resilience.ResilienceMetrics;
import io.athena.apm.metrics.Metric;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Instrumentation modules do not know each other, and still some report to the same metrics. */
class SharedMetricsTest {

  static List<Metric> shared() {
    return ApiMetrics.SHARED;
  }

  @ParameterizedTest
  @MethodSource("shared")
  void metricRecordedByHand_isThatOfTheLibraries(Metric byHand) {
    assertThat(
            Stream.of(AiMetrics.ALL, CacheMetrics.ALL, ResilienceMetrics.ALL).flatMap(List::stream))
        .filteredOn(metric -> metric.name().equals(byHand.name()))
        .singleElement()
        .satisfies(metric -> assertThat(metric.type()).isEqualTo(byHand.type()))
        .satisfies(metric -> assertThat(metric.unit()).isEqualTo(byHand.unit()))
        .satisfies(metric -> assertThat(metric.tags()).isEqualTo(byHand.tags()));
  }
}
