package io.athena.apm.core.advice;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.Test;

/** Advice that says what is not supported is refused as it is read. */
class AdviceReaderTest {

  @Test
  void exitThatGivesSomething_isRefused() {
    assertThatThrownBy(() -> AdviceClass.named(GivingExit.class.getName()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("advice can't have an exit that gives int");
  }

  /** Nobody would take the number. */
  static final class GivingExit {

    private GivingExit() {}

    @Advice.OnMethodExit(suppress = Throwable.class)
    static int exit() {
      return 1;
    }
  }
}
