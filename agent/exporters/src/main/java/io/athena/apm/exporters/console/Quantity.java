package io.athena.apm.exporters.console;

import io.athena.apm.metrics.Unit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Formats numbers for people: three significant digits, but all digits before the point, and a unit
 * that suits the size. The same in every locale.
 */
final class Quantity {

  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);
  private static final BigDecimal KIBI = BigDecimal.valueOf(1_024);
  private static final String[] BYTES = {" B", " KB", " MB", " GB", " TB"};

  private Quantity() {}

  /** A value in its unit; durations in milliseconds or seconds, bytes in powers of 1,024. */
  static String text(Unit unit, double value) {
    BigDecimal exact = BigDecimal.valueOf(value);
    return switch (unit) {
      case NANOSECONDS -> duration(exact.movePointLeft(6));
      case MILLISECONDS -> duration(exact);
      case BYTES -> bytes(exact);
      case RATIO -> plain(rounded(exact.movePointRight(2))) + " %";
      case BILLIONTHS -> plain(rounded(exact.movePointLeft(9)));
      case COUNT -> plain(rounded(exact));
    };
  }

  private static String duration(BigDecimal millis) {
    BigDecimal rounded = rounded(millis);
    return rounded.abs().compareTo(THOUSAND) < 0
        ? plain(rounded) + " ms"
        : plain(rounded(millis.movePointLeft(3))) + " s";
  }

  private static String bytes(BigDecimal bytes) {
    BigDecimal scaled = bytes;
    int unit = 0;
    while (rounded(scaled).abs().compareTo(KIBI) >= 0 && unit < BYTES.length - 1) {
      scaled = scaled.divide(KIBI, MathContext.DECIMAL64);
      unit++;
    }
    return plain(rounded(scaled)) + BYTES[unit];
  }

  private static BigDecimal rounded(BigDecimal value) {
    int digitsBeforePoint = value.precision() - value.scale();
    return digitsBeforePoint >= THREE_DIGITS.getPrecision()
        ? value.setScale(0, RoundingMode.HALF_UP)
        : value.round(THREE_DIGITS);
  }

  private static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
