package io.athena.apm.rules.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuePathTest {

  @Test
  void path_isARootAndSteps() {
    assertThat(ValuePath.parse("return.findings.0.severity"))
        .isEqualTo(new ValuePath(ValueRoot.RETURN, -1, List.of("findings", "0", "severity")));
    assertThat(ValuePath.parse("arg12.type"))
        .isEqualTo(new ValuePath(ValueRoot.ARG, 12, List.of("type")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"this", "error", "item.a-b", "arg0", "arg254.x", "return.counts.on_air"})
  void text_comesBack(String text) {
    assertThat(ValuePath.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "retrun.x", "arg", "arg-1", "arg00", "arg255", "arg1x", "This", "x"})
  void anotherRoot_isRefusedWithTheListOfRoots(String text) {
    assertThatThrownBy(() -> ValuePath.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("path '" + text + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"return..x", ".x", "return.", "this.a b", "this.f()", "this.a[0]"})
  void anythingElse_isRefusedWithItsText(String text) {
    assertThatThrownBy(() -> ValuePath.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void tooManySteps_areRefused() {
    assertThat(ValuePath.parse("this" + ".x".repeat(10)).steps()).hasSize(10);
    assertThatThrownBy(() -> ValuePath.parse("this" + ".x".repeat(100_000)))
        .hasMessageEndingWith("has more than 10 steps");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "17,17", "999999999,999999999", "9999999999,-1", "01,-1", "-1,-1", "x,-1"})
  void position_isANumberWithoutZeroesBefore(String step, int index) {
    assertThat(ValuePath.index(step)).isEqualTo(index);
  }
}
