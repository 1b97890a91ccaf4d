package io.athena.apm.rules.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Getters run the application's code, so failures and recursion are limited. */
class GetterAccessTest {

  /** Throws until the test stops it. */
  static class Failing {
    int calls;
    boolean well;

    /** A getter. */
    public String getName() {
      calls++;
      if (well) {
        return "well";
      }
      throw new IllegalStateException("secret");
    }
  }

  /** Its getter reads the same value again. */
  static class Measured {
    private final PathReader reader;
    final List<String> within = new ArrayList<>();

    Measured(PathReader reader) {
      this.reader = reader;
    }

    /** A getter that a rule measures. */
    public String getName() {
      within.add(PathReader.isReading() + " " + reader.readText(this));
      return "once";
    }
  }

  private final Reading reading = new Reading();

  @Test
  void getterThatThrows_isReportedOnce_withoutItsMessage_andCalledAgain() {
    Failing failing = new Failing();
    PathReader reader = reading.of("name");

    assertThat(reader.readText(failing)).isNull();
    assertThat(reader.readText(failing)).isNull();
    failing.well = true;
    assertThat(reader.readText(failing)).isEqualTo("well");
    assertThat(reading.problems)
        .containsExactly(
            "item.name can't be read: io.athena.apm.rules.values.GetterAccessTest$Failing threw"
                + " java.lang.IllegalStateException");
  }

  @Test
  void getterThatKeepsThrowing_isNotCalledAnyMore() {
    Failing failing = new Failing();
    PathReader reader = reading.of("name");
    for (int i = 0; i < 1_000; i++) {
      reader.readText(failing);
    }

    assertThat(failing.calls).isEqualTo(100);
  }

  @Test
  void getterThatIsMeasuredItself_isNotReadAgain() {
    Measured measured = new Measured(reading.of("name"));

    assertThat(measured.reader.readText(measured)).isEqualTo("once");
    assertThat(measured.within).containsExactly("true null");
    assertThat(PathReader.isReading()).isFalse();
  }
}
