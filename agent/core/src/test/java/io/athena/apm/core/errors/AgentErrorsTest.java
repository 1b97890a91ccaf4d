package io.athena.apm.core.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.AgentParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentErrorsTest {

  private final AgentParts parts = new AgentParts();
  private final AgentErrors errors = parts.errors();

  @Test
  void doors_countApart() {
    errors.caught(Door.FLUSH, "one", new IllegalStateException());
    errors.caught(Door.FLUSH, "two", new IllegalStateException());
    errors.caught(Door.ADVICE, "three", new IllegalStateException());

    assertThat(errors.count(Door.FLUSH)).isEqualTo(2);
    assertThat(errors.count(Door.ADVICE)).isEqualTo(1);
    assertThat(errors.count(Door.WEAVING)).isZero();
    assertThat(errors.count(Door.PREMAIN)).isZero();
  }

  @Test
  void firstOfItsKind_isTold_theRestIsOnlyCounted() {
    for (int i = 0; i < 100; i++) {
      errors.caught(Door.FLUSH, "console: a flush failed", problem());
    }

    assertThat(parts.logged())
        .singleElement()
        .asString()
        .startsWith("console: a flush failed (java.lang.IllegalStateException: full at " + trace());
    assertThat(errors.count(Door.FLUSH)).isEqualTo(100);
  }

  @Test
  void problemWithoutStackTrace_isTold() {
    Throwable bare = new IllegalStateException("bare");
    bare.setStackTrace(new StackTraceElement[0]);

    errors.caught(Door.WEAVING, "it failed", bare);

    assertThat(parts.logged()).containsExactly("it failed (java.lang.IllegalStateException: bare)");
  }

  @Test
  void problemThatFailsToTellOfItself_isContained() {
    errors.caught(Door.ADVICE, "it failed", new Hostile());

    assertThat(errors.count(Door.ADVICE)).isEqualTo(1);
    assertThat(parts.logged()).containsExactly("it failed (" + Hostile.class.getName() + ")");
  }

  @ParameterizedTest
  @CsvSource({"PREMAIN, premain", "WEAVING, weaving", "ADVICE, advice", "FLUSH, flush"})
  void door_isItsTag(Door door, String tag) {
    assertThat(door.tag()).isEqualTo(tag);
  }

  private static Throwable problem() {
    return new IllegalStateException("full");
  }

  private static String trace() {
    return AgentErrorsTest.class.getName() + ".problem";
  }

  /** As an application may throw it. */
  private static final class Hostile extends RuntimeException {

    @Override
    public String getMessage() {
      throw new IllegalStateException("not initialised");
    }
  }
}
