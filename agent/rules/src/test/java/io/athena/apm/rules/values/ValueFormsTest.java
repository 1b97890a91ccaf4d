package io.athena.apm.rules.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The types that convert to text and numbers. */
class ValueFormsTest {

  private enum State {
    HALF_OPEN {
      @Override
      public String toString() {
        return "half open, for people";
      }
    }
  }

  private record Holder(Object value) {}

  static Stream<Arguments> forms() {
    return Stream.of(
        Arguments.of("text", "text"),
        Arguments.of("", ""),
        Arguments.of(42, "42"),
        Arguments.of(-7L, "-7"),
        Arguments.of(0.5, "0.5"),
        Arguments.of(new BigDecimal("1.10"), "1.10"),
        Arguments.of(new AtomicInteger(3), "3"),
        Arguments.of(true, "true"),
        Arguments.of(State.HALF_OPEN, "HALF_OPEN"),
        Arguments.of(new AtomicReference<>("inside"), "inside"),
        Arguments.of(new AtomicReference<>(State.HALF_OPEN), "HALF_OPEN"),
        Arguments.of(Optional.of(5), "5"),
        Arguments.of(Optional.of(new AtomicReference<>("deeper")), "deeper"),
        Arguments.of(null, null),
        Arguments.of(new AtomicReference<>(), null),
        Arguments.of(Optional.empty(), null),
        Arguments.of(new Object(), null),
        Arguments.of(Thread.currentThread(), null),
        Arguments.of(List.of("a"), null),
        Arguments.of(Optional.of(List.of("a")), null),
        Arguments.of('c', "c"));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void textNumbersAndConstants_areValues(Object held, String value) {
    List<String> problems = new ArrayList<>();

    assertThat(PathReader.ofFirst(problems::add, "value").readText(new Holder(held)))
        .isEqualTo(value);
    assertThat(problems).isEmpty();
  }

  @Test
  void numberOfTheApplication_hasNoText() {
    List<String> asked = new ArrayList<>();
    Number own =
        new AtomicInteger() {
          @Override
          public String toString() {
            asked.add("toString");
            return "5";
          }
        };

    assertThat(PathReader.ofFirst(problem -> {}, "value").readText(new Holder(own))).isNull();
    assertThat(asked).isEmpty();
  }

  @Test
  void referenceToItself_isNoValue() {
    AtomicReference<Object> endless = new AtomicReference<>();
    endless.set(endless);

    assertThat(PathReader.ofFirst(problem -> {}, "value").readText(new Holder(endless))).isNull();
  }
}
