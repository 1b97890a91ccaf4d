package io.athena.apm.command.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceCheckTest {

  /** Datadog's own client writes the origin behind the message. */
  @Test
  void allFields_areRead() {
    ServiceCheck check =
        parse("_sc|a.b|2|d:5|h:web|#x:y|m:it is m\\:\\ndown|card:low|e:it-false,cn-shop");

    assertThat(check.name()).isEqualTo("a.b");
    assertThat(check.status()).isEqualTo("critical");
    assertThat(check.message()).isEqualTo("it is m\\:\\ndown");
    assertThat(check.tagText()).isEqualTo("x:y");
    assertThat(check.symbol()).isEqualTo("_sc");
  }

  @ParameterizedTest
  @CsvSource({"0, ok", "1, warning", "2, critical", "3, unknown"})
  void status_isAWord(String status, String word) {
    assertThat(parse("_sc|n|" + status).status()).isEqualTo(word);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "_sc|n                    ; without name and status",
        "_sc||0                   ; without a name",
        "_sc|n|4                  ; is not 0, 1, 2 or 3",
        "_sc|n|ok                 ; is not 0, 1, 2 or 3",
        "_sc|n|0|                 ; unknown field",
        "_sc|n|0|t:error          ; unknown field",
        "_sc|n|0|d:now            ; is not d:",
        "_sc|n|0|#a|#b            ; more than once",
        "_sc|n|0|m:down|#a        ; behind the message",
        "_sc|n|0|m:down|h:web     ; behind the message",
        "_sc|n|0|m:a|b            ; unknown field",
        "_sc|n|0|m:a m: b         ; is not m:",
        "_sc|n|0|#:v              ; without a key",
      })
  void bad_checkIsRefusedWithTheReason(String line, String reason) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(MalformedLine.class)
        .hasMessageContaining(reason)
        .hasMessageEndingWith(line);
  }

  private static ServiceCheck parse(String line) {
    return ServiceCheck.parse(LineText.of(line));
  }
}
