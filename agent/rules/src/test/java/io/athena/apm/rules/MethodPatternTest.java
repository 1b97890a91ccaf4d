package io.athena.apm.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.weaving.HookPoint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MethodPatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.B#run            | run     |                          | true",
        "a.B#run            | run     | int                      | true",
        "a.B#run            | runs    |                          | false",
        "a.B#run()          | run     |                          | true",
        "a.B#run()          | run     | int                      | false",
        "a.B#run(int, long) | run     | int,long                 | true",
        "a.B#run(int, long) | run     | long,int                 | false",
        "a.B#run(Path)      | run     | java.nio.file.Path       | true",
        "a.B#run(Entry)     | run     | java.util.Map$Entry      | true",
        "a.B#run(Path)      | run     | java.nio.file.MyPath     | false",
        "a.B#run(file.Path) | run     | java.nio.file.Path       | false",
        "a.B#run(byte[])    | run     | byte[]                   | true",
        "a.B#run(String...) | run     | java.lang.String[]       | true",
        "a.B#run(String)    | run     | java.lang.String[]       | false",
        "a.B#get*           | getName |                          | true",
        "a.B#*              | run     | int                      | true",
        "a.B#*              | <init>  |                          | false",
        "a.B#<init>         | <init>  | int                      | true",
        "a.B#<init>(int)    | <init>  | int                      | true",
        "a.B#<init>         | init    |                          | false"
      })
  void pattern_matchesTheseMethods(String text, String name, String parameters, boolean matches) {
    List<String> types = parameters == null ? List.of() : List.of(parameters.split(","));

    assertThat(MethodPattern.parse(text).matchesMethod(name, types)).isEqualTo(matches);
  }

  @Test
  void type_isThatBeforeTheHash() {
    assertThat(MethodPattern.parse("**.Scanner#scan").matchesType("com.acme.Scanner")).isTrue();
    assertThat(MethodPattern.parse("**.Scanner#scan").matchesType("com.acme.Other")).isFalse();
    assertThat(MethodPattern.parse("*#scan").matchesType("com.acme.Other")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"**.Cache#get", "a.B#c(int, long)", "a.B#c()", "a.*B#*d", "*#get", "a.**#<init>"})
  void text_comesBack(String text) {
    assertThat(MethodPattern.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.acme.Type$Inner#run(java.lang.Object, byte[])", "a.B#<init>"})
  void pointsOfTheAgentItself_areRead(String text) {
    assertThat(MethodPattern.parse(text)).hasToString(HookPoint.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "com.acme.Type",
        "#run",
        "a.B#",
        "a.B#run(int",
        "a(int)#b",
        "a.B#<clinit>",
        "a.B#<x>",
        "a.B#run(int,)",
        "a.B#run(,)",
        "a.B#run(*)",
        "a.B#a.b",
        "a.B#run()x",
        "a.B#c#d",
        "a b#c"
      })
  void anythingElse_isRefusedWithItsText(String text) {
    assertThatThrownBy(() -> MethodPattern.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            text.isEmpty() ? "''" : text.substring(0, Math.min(3, text.length())));
  }
}
