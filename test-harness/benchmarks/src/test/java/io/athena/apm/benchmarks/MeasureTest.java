package io.athena.apm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeasureTest {

  @Test
  void difference_carriesItsSign() {
    assertThat(Measure.WALL.difference(0.0421)).isEqualTo("+0.042");
    assertThat(Measure.PEAK.difference(-1.25)).startsWith("-1.");
  }

  @Test
  void unknown_isSaidToBe() {
    assertThat(Measure.PEAK.text(Double.NaN)).isEqualTo("n/a");
    assertThat(Measure.PEAK.difference(Double.NaN)).isEqualTo("n/a");
  }
}
