package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvenWeightsTest {

  private final EvenWeights weights = new EvenWeights();

  /** A run that begins 0.05 % of all ranks early moves no quantile that anybody can see. */
  @Test
  void weights_haveARateEach_andAddUpToTheCount() {
    for (long count = 1; count <= 100_000; count = Sweep.next(count)) {
      int values = (int) Math.min(count, 100);
      weights.cut(count, values);
      long sum = 0;
      for (int i = 1; weights.hasNext(); i++) {
        long weight = weights.next();
        sum += weight;
        assertThat(EvenWeights.hasRate(weight)).isTrue();
        double ranksOff = Math.abs(sum - (double) count * i / values);
        assertThat(ranksOff).isLessThan(1 + count * 0.000_5);
      }
      assertThat(sum).isEqualTo(count);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {101, 4_900, 1_000_003, 123_456_789_012L, 1L << 45})
  void ratesAsPrinted_addUpToTheCount_inDoubleArithmetic(long count) {
    weights.cut(count, 100);
    double sum = 0;
    while (weights.hasNext()) {
      String rate = new String(weights.rate(weights.next()), StandardCharsets.US_ASCII);
      sum += 1 / Double.parseDouble(rate);
    }
    assertThat(sum).isEqualTo((double) count);
  }
}
