package io.athena.apm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {

  @ParameterizedTest
  @CsvSource({"NANOSECONDS, 1000000", "MILLISECONDS, 1", "BYTES, 1", "COUNT, 1", "RATIO, 1"})
  void onlyNanoseconds_areConverted(Unit unit, double divisor) {
    assertThat(unit.divisor()).isEqualTo(divisor);
  }
}
