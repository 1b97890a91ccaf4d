package io.athena.apm.command.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTest {

  @Test
  void allFields_areRead() {
    Event event =
        parse(
            "_e{8,4}:tü|x\\ny|once|d:12|h:web|k:key:1|p:low|t:success|s:src|#a:b,c|card:low|e:it-false,cn-x");

    assertThat(event.name()).isEqualTo("tü|x\\ny");
    assertThat(event.text()).isEqualTo("once");
    assertThat(event.alertType()).isEqualTo("success");
    assertThat(event.tagText()).isEqualTo("a:b,c");
    assertThat(event.symbol()).isEqualTo("_e");
  }

  @ParameterizedTest
  @ValueSource(strings = {"_e{1,0}:t|", "_e{1,1}:t||", "_e{1,3}:t|a|b", "_e{2,2}:é|ü"})
  void length_isOfBytes_andTextMayBeAnything(String line) {
    assertThat(parse(line).alertType()).isEqualTo("info");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "_e{1}:t|x                ; without _e{title bytes",
        "_e{a,1}:t|x              ; without _e{title bytes",
        "_e{1,1}t|x               ; without _e{title bytes",
        "_e{-1,1}:t|x             ; without _e{title bytes",
        "_e{0,1}:|x               ; without a title",
        "_e{1,2}:t|x              ; shorter than its header says",
        "_e{2,1}:t|x              ; shorter than its header says",
        "_e{1,1}:é|x              ; title is not as long",
        "_e{2,1}:abc|x            ; title is not as long",
        "_e{1,1}:t|xy             ; text is not as long",
        "_e{1,1}:t|x|             ; unknown field",
        "_e{1,1}:t|x|z:1          ; unknown field",
        "_e{1,1}:t|x|p:high       ; is not p:",
        "_e{1,1}:t|x|t:fatal      ; is not t:",
        "_e{1,1}:t|x|d:now        ; is not d:",
        "_e{1,1}:t|x|d:1|d:2      ; more than once",
        "_e{1,1}:t|x|#a,          ; without a key",
      })
  void bad_eventIsRefusedWithTheReason(String line, String reason) {
    assertThatThrownBy(() -> parse(line))
        .isInstanceOf(MalformedLine.class)
        .hasMessageContaining(reason)
        .hasMessageEndingWith(line);
  }

  @Test
  void lineBreak_isNotPartOfAnEvent() {
    assertThatThrownBy(() -> parse("_e{1,3}:t|a\nb")).hasMessageContaining("line break");
  }

  private static Event parse(String line) {
    return Event.parse(LineText.of(line));
  }
}
