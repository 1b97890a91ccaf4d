package io.athena.apm.spans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With the cases of the W3C's test suite for Trace Context. */
class TraceParentTest {

  private static final String TRACE = "12345678901234567890123456789012";
  private static final String SPAN = "1234567890123456";

  @ParameterizedTest
  @CsvSource({"00,false", "01,true", "02,false", "03,true", "ff,true"})
  void header_tellsTraceSpanAndFlag(String flags, boolean sampled) {
    TraceParent parsed = TraceParent.parse("00-" + TRACE + "-" + SPAN + "-" + flags);

    assertThat(parsed.traceText()).isEqualTo(TRACE);
    assertThat(parsed.spanText()).isEqualTo(SPAN);
    assertThat(parsed.sampled()).isEqualTo(sampled);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cc-" + TRACE + "-" + SPAN + "-01",
        "cc-" + TRACE + "-" + SPAN + "-01-what-the-future-will-be-like",
        "01-" + TRACE + "-" + SPAN + "-01-",
        "00-abcdef0123456789abcdef0123456789-abcdef0123456789-01",
        "00-00000000000000001234567890123456-" + SPAN + "-00",
        "00-12345678901234560000000000000000-" + SPAN + "-00"
      })
  void headerOfALaterVersionOrWithZeros_isValid(String header) {
    assertThat(TraceParent.parse(header)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-" + TRACE,
        "00-" + TRACE + "-" + SPAN,
        "00-" + TRACE + "-" + SPAN + "-",
        "00-" + TRACE + "-" + SPAN + "-1",
        "00-" + TRACE + "-" + SPAN + "-001",
        "00-" + TRACE + "-" + SPAN + "-.0",
        "00-" + TRACE + "-" + SPAN + "-0.",
        "00-" + TRACE + "-" + SPAN + "-01-",
        "00-" + TRACE + "-" + SPAN + "-01-what-the-future-will-not-be-like",
        "00-" + TRACE + "-" + SPAN + "-01.what",
        "cc-" + TRACE + "-" + SPAN + "-01.what-the-future-will-not-be-like",
        "ff-" + TRACE + "-" + SPAN + "-01",
        "0-" + TRACE + "-" + SPAN + "-01",
        "000-" + TRACE + "-" + SPAN + "-01",
        ".0-" + TRACE + "-" + SPAN + "-01",
        "0.-" + TRACE + "-" + SPAN + "-01",
        "00-00000000000000000000000000000000-" + SPAN + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-.2345678901234567890123456789012-" + SPAN + "-01",
        "00-1234567890123456789012345678901.-" + SPAN + "-01",
        "00-" + TRACE + "3-" + SPAN + "-01",
        "00-1234567890123456789012345678901-" + SPAN + "-01",
        "00-" + TRACE + "-.234567890123456-01",
        "00-" + TRACE + "-123456789012345.-01",
        "00-" + TRACE + "-12345678901234567-01",
        "00-" + TRACE + "-123456789012345-01",
        "00-ABCDEF0123456789abcdef0123456789-" + SPAN + "-01",
        "00-" + TRACE + "-ABCDEF0123456789-01",
        " 00-" + TRACE + "-" + SPAN + "-01"
      })
  void headerThatIsNotValid_isNone(String header) {
    assertThat(TraceParent.parse(header)).isNull();
  }

  @Test
  void header_isReadAsItWasWritten() {
    TraceParent written = new TraceParent(new TraceId(1, -2), 255, true);

    assertThat(written.header())
        .isEqualTo("00-0000000000000001fffffffffffffffe-00000000000000ff-01");
    assertThat(TraceParent.parse(written.header())).isEqualTo(written);
  }
}
