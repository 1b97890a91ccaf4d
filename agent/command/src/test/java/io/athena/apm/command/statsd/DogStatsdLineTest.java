package io.athena.apm.command.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DogStatsdLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // line ; type ; value ; weight ; count
        "a.b_c9:1|c                 ; COUNTER      ; 1      ; 1  ; 1",
        "a:3|c|@0.1                 ; COUNTER      ; 3      ; 1  ; 30",
        "a:-5|g                     ; GAUGE        ; -5     ; 1  ; 1",
        "a:1.0E-5|g                 ; GAUGE        ; 1.0E-5 ; 1  ; 1",
        "a:12.5|ms                  ; TIMER        ; 12.5   ; 1  ; 1",
        "a:12.5|ms|@0.1             ; TIMER        ; 12.5   ; 10 ; 10",
        "a:12.5|h|@0.333333         ; HISTOGRAM    ; 12.5   ; 3  ; 3",
        "a:12.5|d|@0.5              ; DISTRIBUTION ; 12.5   ; 2  ; 2",
      })
  void good_lineIsRead(String line, MetricType type, double value, long weight, double count) {
    var read = Dialect.DOGSTATSD.parse(line);

    assertThat(read.type()).isEqualTo(type);
    assertThat(read.samples()).hasSize(1);
    var sample = read.samples().get(0);
    assertThat(sample.value()).isEqualTo(value);
    assertThat(sample.weight()).isEqualTo(weight);
    assertThat(sample.count()).isEqualTo(count);
    assertThat(sample.relative()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"c", "g", "ms", "h", "d"})
  void values_arePacked(String type) {
    assertThat(Dialect.DOGSTATSD.parse("a:1:2:3|" + type).samples())
        .extracting(Sample::value)
        .containsExactly(1.0, 2.0, 3.0);
  }

  @Test
  void packedValues_shareTheRate() {
    assertThat(Dialect.DOGSTATSD.parse("a:1:2|d|@0.25").samples())
        .extracting(Sample::weight)
        .containsExactly(4L, 4L);
  }

  @Test
  void set_isNotPacked() {
    assertThat(Dialect.DOGSTATSD.parse("users:a:b|s").samples())
        .extracting(Sample::text)
        .containsExactly("a:b");
  }

  @Test
  void tags_areSortedAndMayBeBareOrHoldColons() {
    assertThat(Dialect.DOGSTATSD.parse("a:1|c|#url:http://x:80,bare,env:prod,empty:").tags())
        .containsExactly(
            entry("bare", ""),
            entry("empty", ""),
            entry("env", "prod"),
            entry("url", "http://x:80"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a:1|c|@0.5|#k:v|T1656581400|c:ci-abc|e:it-false,cn-main,pu-1-2|card:low",
        "a:1|c|card:none|e:pu-1|c:in-4026531835|T1|#k:v|@0.5",
        "a:1|g|T1656581400",
        "a:1|g|c:abc",
        "a:1|g|c:ci-abc,in-1",
        "a:1|d|card:orchestrator",
        "a:1|d|card:high",
      })
  void optionalFields_comeInAnyOrder(String line) {
    assertThat(Dialect.DOGSTATSD.parse(line).name()).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource({"0.166667, 5", "0.166666, 6", "0.142858, 6", "0.142857, 7", "1, 1", "0.9, 1"})
  void weight_isTheReciprocalOfTheRateWithoutItsFraction(String rate, long weight) {
    assertThat(Dialect.DOGSTATSD.parse("a:1|h|@" + rate).samples().get(0).weight())
        .isEqualTo(weight);
  }

  @Test
  void weight_isWrongFor43Of100RatesRoundedHalfEvenAndForNoneRoundedDown() {
    assertThat(wrongWeights(RoundingMode.HALF_EVEN)).isEqualTo(43);
    assertThat(wrongWeights(RoundingMode.DOWN)).isZero();
  }

  private static long wrongWeights(RoundingMode rounding) {
    return IntStream.rangeClosed(1, 100)
        .filter(n -> weight(BigDecimal.ONE.divide(BigDecimal.valueOf(n), 6, rounding)) != n)
        .count();
  }

  private static long weight(BigDecimal rate) {
    return Dialect.DOGSTATSD.parse("a:1|h|@" + rate.toPlainString()).samples().get(0).weight();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        // Names.
        ":1|c                     ; name",
        "9a:1|c                   ; name",
        "_a:1|c                   ; name",
        "a-b:1|c                  ; name",
        "é:1|c                    ; name",
        "_e{1,1}:t|x              ; name",
        // Values.
        "a                        ; no type",
        "a|c                      ; no value",
        "a:|c                     ; empty value",
        "a:|s                     ; empty value",
        "a:1::2|c                 ; not a finite decimal number",
        "a:1:|c                   ; not a finite decimal number",
        "a:NaN|g                  ; not a finite decimal number",
        "a:Inf|g                  ; not a finite decimal number",
        "a:1e400|g                ; not finite",
        "a:1,5|g                  ; not a finite decimal number",
        // Types.
        "a:1                      ; no type",
        "a:1|                     ; unknown type",
        "a:1|C                    ; unknown type",
        "a:1|ms:2|ms              ; unknown type",
        // Fields.
        "a:1|c|                   ; unknown field",
        "a:1|c|x                  ; unknown field",
        "a:1|c|@0.5|@0.5          ; more than once",
        "a:1|c|#k:v|#l:w          ; more than once",
        "a:1|c|c:a|c:b            ; more than once",
        "a:1|c|@1e-4              ; not a rate in plain decimals",
        "a:1|c|@0                 ; not > 0 and <= 1",
        "a:1|c|@2                 ; not > 0 and <= 1",
        "a:1|g|@0.5               ; no meaning",
        "a:1|s|@0.5               ; no meaning",
        "a:1|ms|T1656581400       ; for g and c only",
        "a:1|c|T0                 ; is not T",
        "a:1|c|T1.5               ; is not T",
        "a:1|c|c:                 ; is not c:",
        "a:1|c|e:zz-1             ; is not e:",
        "a:1|c|card:medium        ; is not card:",
        // Tags.
        "a:1|c|#                  ; without a key",
        "a:1|c|#k:v,              ; without a key",
        "a:1|c|#:v                ; without a key",
        "a:1|c|##k:v              ; starts with #",
        "a:1|c|#k:v,k:w           ; more than once",
        "a:1|c|#k:v|w             ; unknown field",
      })
  void bad_lineIsRefusedWithTheReason(String line, String reason) {
    assertThatThrownBy(() -> Dialect.DOGSTATSD.parse(line))
        .isInstanceOf(MalformedLine.class)
        .hasMessageContaining(reason)
        .hasMessageContaining(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "a:1|c\n", "a:1|c|#k:v\nb:1|c", "a:1|s\r", "a:x\ny|s"})
  void lineBreak_isNotPartOfALine(String text) {
    assertThatThrownBy(() -> Dialect.DOGSTATSD.parse(text)).isInstanceOf(MalformedLine.class);
  }

  @Test
  void names_andTagsHaveAtMost200Characters() {
    var name = "n".repeat(200);
    var tag = "t".repeat(200);

    assertThat(Dialect.DOGSTATSD.parse(name + ":1|c|#" + tag).name()).isEqualTo(name);
    assertThatThrownBy(() -> Dialect.DOGSTATSD.parse(name + "n:1|c")).hasMessageContaining("name");
    assertThatThrownBy(() -> Dialect.DOGSTATSD.parse("a:1|c|#t" + tag))
        .hasMessageContaining("longer");
  }
}
