package io.athena.apm.command.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainLineTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // line ; name ; type ; value ; count
        "ai.call.total:1|c            ; ai.call.total ; COUNTER ; 1      ; 1",
        "a_b-c.d9:2.5|c               ; a_b-c.d9      ; COUNTER ; 2.5    ; 2.5",
        "9lives:-3|c                  ; 9lives        ; COUNTER ; -3     ; -3",
        "c:1|c|@0.1                   ; c             ; COUNTER ; 1      ; 10",
        "c:4|c|@1                     ; c             ; COUNTER ; 4      ; 4",
        "g:12|g                       ; g             ; GAUGE   ; 12     ; 1",
        "sci:1.0E-5|g                 ; sci           ; GAUGE   ; 1.0E-5 ; 1",
        "t:0|ms                       ; t             ; TIMER   ; 0      ; 1",
        "t:12.75|ms|@0.25             ; t             ; TIMER   ; 12.75  ; 4",
      })
  void good_lineIsRead(String line, String name, MetricType type, double value, double count) {
    var read = Dialect.PLAIN.parse(line);

    assertThat(read.name()).isEqualTo(name);
    assertThat(read.type()).isEqualTo(type);
    assertThat(read.tags()).isEmpty();
    assertThat(read.samples())
        .singleElement()
        .satisfies(sample -> assertThat(sample.value()).isEqualTo(value))
        .satisfies(sample -> assertThat(sample.count()).isEqualTo(count));
  }

  @Test
  void timer_isNotWeightedInQuantilesWhateverItsRate() {
    assertThat(Dialect.PLAIN.parse("t:7|ms|@0.01").samples())
        .extracting(Sample::weight)
        .containsExactly(1L);
  }

  @Test
  void count_isScaledInFloatingPoint() {
    assertThat(Dialect.PLAIN.parse("t:7|ms|@0.166667").samples().get(0).count())
        .isCloseTo(5.999988, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"g:-5|g, true", "g:+5|g, true", "g:5|g, false", "c:-5|c, false"})
  void sign_makesAGaugeRelative(String line, boolean relative) {
    assertThat(Dialect.PLAIN.parse(line).samples())
        .extracting(Sample::relative)
        .containsExactly(relative);
  }

  @Test
  void set_keepsItsMember() {
    assertThat(Dialect.PLAIN.parse("users:abc|s").samples())
        .extracting(Sample::text)
        .containsExactly("abc");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        // The traps of protocols.md, section 1.3.
        "h.as:5|h                      ; would be taken for a counter",
        "d.as:7|d                      ; would be taken for a counter",
        "packed:1:2:3|ms               ; more than one value",
        "groups:1|ms:2|ms              ; more than one value",
        "g:1|g|@0.5                    ; a rate has no meaning for type g",
        "c.sci:1|c|@1e-4               ; not a rate in plain decimals",
        "c.zero:1|c|@0                 ; not > 0 and <= 1",
        "x:1|c|T1656581400             ; not a rate",
        "x:1|c|c:abc                   ; more than one value",
        "tagc:1|c|#k:v|c:abc|T123      ; tags are not plain",
        "nan:NaN|g                     ; not a finite decimal number",
        "inf:Infinity|c                ; not a finite decimal number",
        "inf:1e999|c                   ; not finite",
        "negms:-1|ms                   ; negative time",
        // Names.
        ":1|c                          ; name",
        "a b:1|c                       ; name",
        "a/b:1|c                       ; name",
        "é:1|c                         ; name",
        "a,k=v:1|c                     ; name",
        // Values.
        "a:|c                          ; not a finite decimal number",
        "a:1,5|c                       ; not a finite decimal number",
        "a:0x10|c                      ; not a finite decimal number",
        "a:5.|c                        ; not a finite decimal number",
        "a:.5|c                        ; not a finite decimal number",
        "a:1 |c                        ; not a finite decimal number",
        "a:|s                          ; empty member",
        // Types and groups.
        "a                             ; no value",
        "a:1                           ; has no type",
        "a:1|                          ; unknown type",
        "a:1|C                         ; unknown type",
        "a:1|x                         ; unknown type",
        "a:1|c:                        ; more than one value",
        "a.:1|c                        ; ends with a dot",
        "a:1|c||                       ; more than value, type and rate",
        // Rates.
        "a:1|c|                        ; not a rate",
        "a:1|c|@                       ; not a rate",
        "a:1|c|@-0.5                   ; not a rate",
        "a:1|c|@1.5                    ; not > 0 and <= 1",
        "a:1|c|@0.000                  ; not > 0 and <= 1",
        "a:1|c|@0.5|@0.5               ; more than value, type and rate",
        "a:1|c|e:it-false              ; more than one value",
        "a:1|c|card:low                ; more than one value",
      })
  void bad_lineIsRefusedWithTheReason(String line, String reason) {
    assertThatThrownBy(() -> Dialect.PLAIN.parse(line))
        .isInstanceOf(MalformedLine.class)
        .hasMessageContaining(reason)
        .hasMessageContaining(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "a:1|c\n", "a:1|c\r", "a:1|c\nb:1|c", "a\n:1|c", "a:x\ny|s"})
  void lineBreak_isNotPartOfALine(String text) {
    assertThatThrownBy(() -> Dialect.PLAIN.parse(text)).isInstanceOf(MalformedLine.class);
  }

  @Test
  void graphiteTags_areNotPartOfAName() {
    assertThatThrownBy(() -> Dialect.PLAIN.parse("a;k=v:1|c"))
        .hasMessageStartingWith("name 'a;k=v'");
  }
}
