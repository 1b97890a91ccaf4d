package io.athena.apm.premain;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.IllegalClassFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The engine is not ready when the gate's deadline passes. */
@Timeout(30)
class LateEngineTest {

  private final Gate gate = new Gate("com/acme/One\ncom/acme/Two\n", null, 0);

  @Test
  void classesAfterTheDeadline_areNotStopped_andOneLineReportsIt() throws Exception {
    try (StandardErrorCapture err = new StandardErrorCapture()) {
      pass("com/acme/One");
      pass("com/acme/Two");
      gate.reportLate("the application goes on");

      assertThat(err.lines())
          .containsExactly(
              "athena-apm: was not ready within 10 s; com/acme/One and classes loaded until"
                  + " then run without instrumentation");
    }
  }

  @Test
  void deadline_isOneForTheWholeStart() {
    assertThat(gate.remainingNanos()).isNotPositive();
    assertThat(new Gate("", null).remainingNanos()).isBetween(1L, 10_000_000_000L);
  }

  private void pass(String name) throws IllegalClassFormatException {
    ClassLoader loader = getClass().getClassLoader();
    assertThat(gate.transform(loader, name, null, null, new byte[0])).isNull();
  }
}
