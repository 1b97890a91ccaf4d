package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** How calls through hand-written breakers have ended. */
class BreakerCallsTest {

  /** As an application's breaker throws it: of the breaker's own package. */
  static final class IsOpenException extends RuntimeException {}

  private static final BreakerState CLOSED = BreakerState.of("CLOSED");
  private static final BreakerState HALF_OPEN = BreakerState.of("HALF_OPEN");
  private static final BreakerState OPEN = BreakerState.of("OPEN");

  private String outcome(BreakerState throughout, Throwable error) {
    return BreakerCalls.outcome(this, throughout, error);
  }

  @Test
  void callThroughAClosedBreaker_isASuccessOrAnError() {
    assertThat(outcome(CLOSED, null)).isEqualTo("success");
    assertThat(outcome(CLOSED, new IOException())).isEqualTo("error");
  }

  @Test
  void breakerThatIsOpenAllTheTime_rejects() {
    assertThat(outcome(OPEN, new IllegalStateException())).isEqualTo("rejected");
    assertThat(outcome(BreakerState.of("FORCED_OPEN"), null)).as("fallback").isEqualTo("rejected");
  }

  @Test
  void breakerWhoseProbeRuns_rejectsByAnExceptionOfItsOwn() {
    assertThat(outcome(HALF_OPEN, new IsOpenException())).isEqualTo("rejected");
    assertThat(outcome(HALF_OPEN, new IOException())).as("the probe").isEqualTo("error");
    assertThat(outcome(HALF_OPEN, null)).as("the probe").isEqualTo("success");
  }

  @Test
  void breakerThatChangesMeanwhile_rejectsByAnExceptionOfItsOwn() {
    assertThat(outcome(null, new IsOpenException())).isEqualTo("rejected");
    assertThat(outcome(null, new CompletionException(null))).isEqualTo("error");
    assertThat(outcome(null, null)).isEqualTo("success");
  }

  @Test
  void exceptionOfABreakerWithin_isAnErrorOfTheClosedOneAround() {
    assertThat(outcome(CLOSED, new IsOpenException())).isEqualTo("error");
  }
}
