package io.athena.apm.exporters.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.Unit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

  @ParameterizedTest
  @CsvSource({
    "NANOSECONDS,  0,             0 ms",
    "NANOSECONDS,  63,            0.000063 ms",
    "NANOSECONDS,  5046271.5,     5.05 ms",
    "NANOSECONDS,  999499999,     999 ms",
    "NANOSECONDS,  999500000,     1 s",
    "NANOSECONDS,  1234567890,    1.23 s",
    "NANOSECONDS,  123456789012,  123 s",
    "NANOSECONDS,  9876543210987, 9877 s",
    "MILLISECONDS, 150,           150 ms",
    "MILLISECONDS, 1500,          1.5 s",
    "BYTES,        0,             0 B",
    "BYTES,        1023,          1023 B",
    "BYTES,        1024,          1 KB",
    "BYTES,        1048575,       1 MB",
    "BYTES,        327155712,     312 MB",
    "BYTES,        8589934592,    8 GB",
    "BYTES,        1e18,          909495 TB",
    "RATIO,        0.93754,       93.8 %",
    "RATIO,        1,             100 %",
    "BILLIONTHS,   210000,        0.00021",
    "BILLIONTHS,   123456789012,  123",
    "COUNT,        1234567,       1234567",
    "COUNT,        1234.5,        1235",
    "COUNT,        -0.33333,      -0.333",
    "COUNT,        1e-7,          0.0000001",
  })
  void quantity_hasThreeDigitsAndItsUnit(Unit unit, double value, String text) {
    assertThat(Quantity.text(unit, value)).isEqualTo(text);
  }
}
