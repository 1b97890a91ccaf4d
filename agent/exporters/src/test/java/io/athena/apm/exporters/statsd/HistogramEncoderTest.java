package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.metrics.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramEncoderTest {

  @ParameterizedTest
  @CsvSource({"NANOSECONDS, 1000000", "MILLISECONDS, 1", "BYTES, 1", "COUNT, 1", "RATIO, 1"})
  void onlyNanoseconds_areConverted(Unit unit, double divisor) {
    assertThat(HistogramEncoder.divisor(unit)).isEqualTo(divisor);
  }
}
