package io.athena.apm.core.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.athena.apm.core.AgentParts;
import java.util.List;
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
        .startsWith("console: a flush failed (java.lang.IllegalStateException at " + trace());
    assertThat(errors.count(Door.FLUSH)).isEqualTo(100);
  }

  @Test
  void problemWithoutStackTrace_isTold() {
    Throwable bare = new IllegalStateException("bare");
    bare.setStackTrace(new StackTraceElement[0]);

    errors.caught(Door.WEAVING, "it failed", bare);

    assertThat(parts.logged()).containsExactly("it failed (java.lang.IllegalStateException)");
  }

  @Test
  void messagesOfTheApplication_areNeitherPrintedNorTakenForAnotherKind() {
    for (int i = 0; i < 20; i++) {
      errors.caught(Door.ADVICE, "an advice failed", problem("secret-key-" + i));
    }

    assertThat(errors.count(Door.ADVICE)).isEqualTo(20);
    assertThat(parts.logged()).singleElement().asString().doesNotContain("secret");
  }

  @Test
  void problemThatTheJdkThrows_isToldWithTheFrameThatCalledIt() {
    Throwable thrown = catchThrowable(() -> List.of().get(0));

    errors.caught(Door.FLUSH, "it failed", new IllegalStateException("wrapped", thrown));
    errors.caught(Door.FLUSH, "it failed", thrown);

    assertThat(parts.logged())
        .hasSize(2)
        .allMatch(line -> line.contains(" at " + AgentErrorsTest.class.getName()))
        .anyMatch(line -> line.endsWith(", caused by " + thrown.getClass().getName() + ")"));
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
    return problem("full");
  }

  private static Throwable problem(String message) {
    return new IllegalStateException(message);
  }

  private static String trace() {
    return AgentErrorsTest.class.getName() + ".problem";
  }

  /** As an application may throw it. */
  private static final class Hostile extends RuntimeException {

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("not initialised");
    }
  }
}
