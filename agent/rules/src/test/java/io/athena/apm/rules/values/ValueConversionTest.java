package io.athena.apm.rules.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class ValueConversionTest {

  private static final BigInteger TWO_64_PLUS_5 =
      BigInteger.ONE.shiftLeft(64).add(BigInteger.valueOf(5));

  @Test
  void bigInteger_isExact_orOutOfRange() {
    assertThat(ValueConversion.toLong(BigInteger.valueOf(Long.MAX_VALUE), 0))
        .isEqualTo(Long.MAX_VALUE);
    assertThat(ValueConversion.toLong(BigInteger.ONE.shiftLeft(63), 0))
        .isEqualTo(ValueConversion.OUT_OF_RANGE);
    assertThat(ValueConversion.toLong(TWO_64_PLUS_5, 0)).isEqualTo(ValueConversion.OUT_OF_RANGE);
  }

  @Test
  void bigDecimal_isRounded_orOutOfRange() {
    assertThat(ValueConversion.toLong(new BigDecimal("2.5"), 0)).isEqualTo(3);
    assertThat(ValueConversion.toLong(new BigDecimal(TWO_64_PLUS_5), 0))
        .isEqualTo(ValueConversion.OUT_OF_RANGE);
  }
}
