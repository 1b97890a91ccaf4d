package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactRatesTest {

  private final EvenWeights rates = new EvenWeights();

  @ParameterizedTest
  @CsvSource({
    "2, 0.5",
    "3, 0.3333333333333333",
    "8, 0.125",
    "11, 0.09090909090909091",
    "1000, 0.001",
    "1000000, 0.000001",
  })
  void rate_isTheShortestDecimalThatGivesTheWeight(long weight, String text) {
    assertThat(text(weight)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(longs = {49, 98, 103, 107})
  void someWeights_haveNoRate(long weight) {
    assertThat(EvenWeights.hasRate(weight)).isFalse();
    double nearest = 1.0 / weight;
    assertThat(List.of(1 / Math.nextDown(nearest), 1 / nearest, 1 / Math.nextUp(nearest)))
        .doesNotContain((double) weight);
  }

  @Test
  void rateOfAWeight_givesItExactly_andNoShorterOneDoes() {
    for (long weight = 2; weight <= 100_000; weight = Sweep.next(weight)) {
      if (EvenWeights.hasRate(weight)) {
        String text = text(weight);
        assertThat(text).matches("0\\.\\d+");
        assertThat(1.0 / Double.parseDouble(text)).isEqualTo((double) weight);
        assertThat(shorterOnesGive(weight, text)).isFalse();
      }
    }
  }

  private static boolean shorterOnesGive(long weight, String text) {
    BigDecimal below = new BigDecimal(text.substring(0, text.length() - 1));
    BigDecimal above = below.add(below.ulp());
    return below.signum() > 0
        && (1.0 / below.doubleValue() == weight || 1.0 / above.doubleValue() == weight);
  }

  private String text(long weight) {
    return new String(rates.rate(weight), StandardCharsets.US_ASCII);
  }
}
