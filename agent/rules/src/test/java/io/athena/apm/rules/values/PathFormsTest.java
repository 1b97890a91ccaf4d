package io.athena.apm.rules.values;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.AllocatedBytes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversion of the value at a path to text, number and boolean. */
class PathFormsTest {

  enum State {
    OPEN {
      @Override
      public String toString() {
        return "open, for people";
      }
    }
  }

  record Numbers(byte b, short s, int i, long l, float f, double d, Long boxed) {}

  private final Reading reading = new Reading();

  static Stream<Arguments> texts() {
    LongAdder adder = new LongAdder();
    adder.add(4);
    return Stream.of(
        Arguments.of("text", "text"),
        Arguments.of("x".repeat(201), "x".repeat(200)),
        Arguments.of(State.OPEN, "OPEN"),
        Arguments.of(true, "true"),
        Arguments.of('c', "c"),
        Arguments.of(1.5, "1.5"),
        Arguments.of(new BigDecimal("1.10"), "1.10"),
        Arguments.of(adder, "4"),
        Arguments.of(String.class, "java.lang.String"),
        Arguments.of(new AtomicBoolean(true), "true"),
        Arguments.of(Optional.of(new AtomicReference<>("deep")), "deep"),
        Arguments.of(OptionalInt.of(1), "1"),
        Arguments.of(OptionalLong.of(2), "2"),
        Arguments.of(OptionalDouble.of(0.5), "0.5"),
        Arguments.of(OptionalInt.empty(), null),
        Arguments.of(Optional.empty(), null),
        Arguments.of(null, null));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void text_isReadFromValues(Object value, String text) {
    assertThat(reading.itself().readText(value)).isEqualTo(text);
    assertThat(reading.problems).isEmpty();
  }

  @Test
  void referenceToItself_isNoText() {
    AtomicReference<Object> itself = new AtomicReference<>();
    itself.set(itself);
    AtomicReference<Object> other = new AtomicReference<>();
    AtomicReference<Object> each = new AtomicReference<>(other);
    other.set(each);

    assertThat(reading.itself().readText(itself)).isNull();
    assertThat(reading.itself().readText(each)).isNull();
  }

  @Test
  void anyOtherObject_isNoText_andReportedOnce() {
    PathReader reader = reading.itself();

    assertThat(reader.readText(List.of("a"))).isNull();
    assertThat(reader.readText(List.of("b"))).isNull();
    assertThat(reading.problems)
        .containsExactly(
            "item can't be read: java.util.ImmutableCollections$List12 is no text, number, boolean"
                + " or enum");
  }

  @Test
  void numberOfTheApplication_isNotRead() {
    Number hostile =
        new Number() {
          @Override
          public int intValue() {
            throw new AssertionError();
          }

          @Override
          public long longValue() {
            throw new AssertionError();
          }

          @Override
          public float floatValue() {
            throw new AssertionError();
          }

          @Override
          public double doubleValue() {
            throw new AssertionError();
          }
        };

    assertThat(reading.itself().readText(hostile)).isNull();
    assertThat(reading.itself().readLong(hostile, -1)).isEqualTo(-1);
    assertThat(reading.itself().readDouble(hostile)).isNaN();
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        Arguments.of(7, 7L, 7.0),
        Arguments.of(1.5, 2L, 1.5),
        Arguments.of(-2.4f, -2L, (double) -2.4f),
        Arguments.of(Duration.ofMillis(3), 3_000_000L, 3e6),
        Arguments.of(new AtomicLong(5), 5L, 5.0),
        Arguments.of(new AtomicInteger(6), 6L, 6.0),
        Arguments.of(BigInteger.TEN, 10L, 10.0),
        Arguments.of(new BigDecimal("2.5"), 3L, 2.5),
        Arguments.of(OptionalLong.of(8), 8L, 8.0),
        Arguments.of(null, -1L, Double.NaN),
        Arguments.of(Optional.empty(), -1L, Double.NaN));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NaN})
  void numberBeyondALong_isReadWithItsFractionOnly_andReported(double value) {
    assertThat(reading.itself().readLong(value, -1)).isEqualTo(-1);
    assertThat(reading.itself().readDouble(value)).isEqualTo(Double.valueOf(value));
    assertThat(reading.problems)
        .containsExactly(
            "item gave a number that is not finite or beyond 2^63, which is not recorded");
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void number_isReadWholeAndWithItsFraction(Object value, long whole, double number) {
    assertThat(reading.itself().readLong(value, -1)).isEqualTo(whole);
    assertThat(reading.itself().readDouble(value)).isEqualTo(Double.valueOf(number));
    assertThat(reading.problems).isEmpty();
  }

  @Test
  void textIsNoNumber_norBoolean() {
    assertThat(reading.itself().readLong("7", -1)).isEqualTo(-1);
    assertThat(reading.itself().readDouble("7")).isNaN();
    assertThat(reading.itself().readBoolean("true")).isNull();
    assertThat(reading.problems)
        .containsExactly(
            "item can't be read: java.lang.String is no number",
            "item can't be read: java.lang.String is no number",
            "item can't be read: java.lang.String is no boolean");
  }

  @Test
  void primitiveFields_areReadAsTheyAre() {
    Numbers numbers = new Numbers((byte) 1, (short) 2, 3, 4, 0.1f, 6.6, 7L);

    for (String name : List.of("b", "s", "i", "l", "boxed")) {
      long expected = name.equals("boxed") ? 7 : " bsil".indexOf(name);
      assertThat(reading.of(name).readLong(numbers, -1)).as(name).isEqualTo(expected);
      assertThat(reading.of(name).readDouble(numbers)).as(name).isEqualTo((double) expected);
      assertThat(reading.text(name, numbers)).as(name).isEqualTo("" + expected);
    }
    assertThat(reading.text("f", numbers)).isEqualTo("0.1");
    assertThat(reading.of("d").readLong(numbers, -1)).isEqualTo(7);
    assertThat(reading.of("d").readDouble(numbers)).isEqualTo(6.6);
    assertThat(reading.of("boxed").readLong(new Numbers((byte) 0, (short) 0, 0, 0, 0, 0, null), -1))
        .isEqualTo(-1);
    assertThat(reading.problems).isEmpty();
  }

  @Test
  void booleans_areTrueFalseOrNull() {
    assertThat(reading.itself().readBoolean(true)).isTrue();
    assertThat(reading.itself().readBoolean(new AtomicBoolean())).isFalse();
    assertThat(reading.itself().readBoolean(Optional.empty())).isNull();
    assertThat(reading.of("empty").readBoolean(List.of())).isTrue();
  }

  @Test
  void partsOfAnAddress_areRead() {
    URI uri = URI.create("https://api.example.com:8443/v1");

    assertThat(reading.text("host", uri)).isEqualTo("api.example.com");
    assertThat(reading.text("scheme", uri)).isEqualTo("https");
    assertThat(reading.of("port").readLong(uri, 0)).isEqualTo(8443);
  }

  @Test
  void textAndNumberFields_areReadWithoutAllocation() {
    PathReader name = reading.of("name");
    PathReader size = reading.of("size");
    Object root = new Sized("scan", 1L << 40);
    LongAdder sum = new LongAdder();
    Runnable work =
        () -> {
          for (int i = 0; i < 200_000; i++) {
            sum.add(name.readText(root).length() + size.readLong(root, 0));
          }
        };

    assertThat(AllocatedBytes.of(work)).isLessThan(200_000);
    assertThat(sum.sum()).isEqualTo(AllocatedBytes.RUNS * 200_000L * ((1L << 40) + 4));
  }

  record Sized(String name, long size) {}
}
