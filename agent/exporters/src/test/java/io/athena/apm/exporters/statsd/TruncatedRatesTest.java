package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TruncatedRatesTest {

  @Test
  void weight_isWhatAReceiverMakesOfItsRate() {
    LongStream all = LongStream.iterate(2, w -> w <= 100_000, Sweep::next);
    LongStream some =
        LongStream.iterate(
            100_001, w -> w <= TruncatedRates.HEAVIEST, w -> w + Sweep.cases(9_689, 97));
    LongStream.concat(all, some)
        .forEach(
            weight -> {
              double rate = read(weight);
              assertThat((long) (1 / rate)).isEqualTo(weight);
              assertThat(1 / rate / weight - 1).isBetween(0.0, 1e-5);
            });
  }

  @Test
  void weightOfOne_needsNoRate() {
    Packet line = new Packet(100, 1).beginLine();
    TruncatedRates.write(1, line);
    assertThat(line.lineLength()).isZero();
  }

  private static double read(long weight) {
    byte[] text = new byte[Digits.LONGEST];
    int decimals = TruncatedRates.decimals(weight);
    int end = Digits.fraction(TruncatedRates.rate(weight), decimals, text, 0);
    return Double.parseDouble("0" + new String(text, 0, end, StandardCharsets.US_ASCII));
  }
}
