package io.athena.apm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotAllocationTest {

  private static final int SERIES = 10_000;

  private final Registry registry =
      new Registry(
          () -> 0,
          SERIES,
          (metric, tag) -> {},
          problem -> {
            throw new AssertionError(problem);
          });
  private final Family<Histogram> histograms =
      registry.histograms(Metric.duration("d", List.of("k"), ""));

  @Test
  void tenThousandIdleHistograms_allocateLessThanAMegabyte() {
    for (int i = 0; i < SERIES; i++) {
      recordFiftyValues(i);
    }
    registry.snapshot();

    assertThat(AllocatedBytes.of(registry::snapshot)).isLessThan(1_000_000);
  }

  @Test
  void oneHistogramOfTenThousand_thatHasChanged_allocatesItsOwnBuckets() {
    for (int i = 0; i < SERIES; i++) {
      recordFiftyValues(i);
    }
    registry.snapshot();
    long idle = AllocatedBytes.of(registry::snapshot);

    histograms.get("7").record(1);

    assertThat(AllocatedBytes.of(registry::snapshot) - idle).isLessThan(1_000);
  }

  private void recordFiftyValues(int i) {
    Histogram histogram = histograms.get(Integer.toString(i));
    for (long value = 1; value <= 50; value++) {
      histogram.record(value * value * 1_000);
    }
  }
}
