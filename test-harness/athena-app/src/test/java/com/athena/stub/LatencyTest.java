package com.athena.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyTest {

  @Test
  void number_isAlwaysThatLong() {
    assertThat(IntStream.range(0, 100).map(Latency.parse("40")::millis)).containsOnly(40);
  }

  @Test
  void range_isUsedWhole() {
    assertThat(IntStream.range(0, 1_000).map(Latency.parse("20-23")::millis).boxed().toList())
        .contains(20, 21, 22, 23)
        .allMatch(millis -> millis >= 20 && millis <= 23);
  }

  @Test
  void latencyOfRequest_isTheSameEveryTime() {
    assertThat(Latency.parse("0-999").millis(17)).isEqualTo(Latency.parse("0-999").millis(17));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "fast", "-1", "20-", "80-20", "1-2-3", "12345678"})
  void anythingElse_isRejected(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Latency.parse(text));
  }
}
