package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {

  private static final int START = 3;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 9, 10, 99, 100, 1_234_567_890_123L, Long.MAX_VALUE})
  void wholeNumber_isWrittenAsItIs(long value) {
    assertThat(whole(value)).isEqualTo(Long.toString(value));
  }

  @Test
  void wholeNumbers_ofAnySize_areWrittenAsTheyAre() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      long value = random.nextLong() >>> (1 + random.nextInt(63));
      assertThat(whole(value)).isEqualTo(Long.toString(value));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1.5, 1.5",
    "-1.5, -1.5",
    "0.000001, 0.000001",
    "1.0E-5, 0.00001",
    "0.0000004, 0",
    "-0.0000004, 0",
    "0.0078125, 0.007813",
    "0.9999996, 1",
    "1.0E18, 1000000000000000000",
    "123456.789, 123456.789",
  })
  void decimal_isPlain_withoutTrailingZeros(double value, String text) {
    assertThat(decimal(value, 6)).isEqualTo(text);
  }

  @Test
  void decimals_areRoundedExactly() {
    Random random = new Random(2);
    for (int i = 0; i < 200_000; i++) {
      double value = Math.scalb(random.nextGaussian(), random.nextInt(90) - 30);
      int decimals = random.nextInt(7);
      assertThat(decimal(value, decimals)).isEqualTo(expected(value, decimals));
    }
  }

  @Test
  void decimals_nextToAHalf_areRoundedExactly() {
    Random random = new Random(3);
    for (int i = 0; i < 200_000; i++) {
      double half = (random.nextInt(1_000_000) + 0.5) / 1_000_000;
      double value = half + random.nextInt(3) * Math.ulp(half) - Math.ulp(half);
      assertThat(decimal(value, 6)).isEqualTo(expected(value, 6));
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 6", "0.000063, 6", "0.05, 5", "5.0463, 3", "999.9, 1", "1000, 0", "1e15, 0"})
  void fourDigits_takeSoManyDecimals(double value, int decimals) {
    assertThat(Digits.decimalsForFourDigits(value)).isEqualTo(decimals);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0x1p63, -1e300, Double.MAX_VALUE})
  void hugeNumber_isWrittenOut(double value) {
    assertThat(Digits.isHuge(value)).isTrue();
    assertThat(new String(Digits.huge(value), StandardCharsets.US_ASCII))
        .matches("-?\\d+")
        .satisfies(text -> assertThat(Double.parseDouble(text)).isEqualTo(value));
  }

  private static String expected(double value, int decimals) {
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static String whole(long value) {
    byte[] target = new byte[START + Digits.LONGEST];
    return text(target, Digits.whole(value, target, START));
  }

  private static String decimal(double value, int decimals) {
    byte[] target = new byte[START + Digits.LONGEST];
    return text(target, Digits.decimal(value, decimals, target, START));
  }

  private static String text(byte[] target, int end) {
    return new String(target, START, end - START, StandardCharsets.US_ASCII);
  }
}
