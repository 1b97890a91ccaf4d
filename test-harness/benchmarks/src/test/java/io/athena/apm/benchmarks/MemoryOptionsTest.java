package io.athena.apm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemoryOptionsTest {

  @Test
  void nothing_isTenThousandSeries() {
    assertThat(new MemoryOptions().series()).isEqualTo(10_000);
  }

  @Test
  void noSeries_areRefused() {
    assertThatThrownBy(() -> new MemoryOptions("--series", "0").series())
        .isInstanceOf(InvalidArguments.class)
        .hasMessageContaining("at least 1");
  }
}
