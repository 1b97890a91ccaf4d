package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import java.time.Duration;
import net.jodah.failsafe.Failsafe;
import net.jodah.failsafe.Timeout;
import net.jodah.failsafe.TimeoutExceededException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against the timeouts of Failsafe 2.4, which 2.0 does not have. */
class EarlierFailsafeTimeoutTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
          ResilienceInstrumentations.all(),
          (registry, spans, log) ->
              ResilienceInstrumentations.install(registry, spans, log, false, () -> {}));

  private static final FailsafeCounts COUNTS =
      new FailsafeCounts(AGENT, EarlierFailsafeTimeoutTest.class);

  private static Timeout<Object> timeout() {
    return Timeout.of(Duration.ofMillis(30)).withInterrupt(true);
  }

  @Test
  void timeouts_areCountedByTheEndOfTheCall() {
    Timeout<Object> timeout = timeout();
    Failsafe.with(timeout).run(() -> {});
    assertThatThrownBy(() -> Failsafe.with(timeout).run(EarlierFailsafeTimeoutTest::fail))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Failsafe.with(timeout).run(() -> Thread.sleep(1_000)))
        .isInstanceOf(TimeoutExceededException.class);

    assertThat(COUNTS.ofTimeout("success")).isEqualTo(1);
    assertThat(COUNTS.ofTimeout("error")).isEqualTo(1);
    assertThat(COUNTS.ofTimeout("timeout")).isEqualTo(1);
  }

  private static void fail() {
    throw new IllegalArgumentException("failed");
  }
}
