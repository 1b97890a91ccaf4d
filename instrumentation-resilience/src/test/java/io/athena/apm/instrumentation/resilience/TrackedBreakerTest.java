package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.Counter;
import io.athena.apm.rules.values.PathReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TrackedBreakerTest {

  private static final StateReader READER =
      StateReader.at(PathReader.ofFirst(problem -> {}, "state"));

  /** A breaker whose state is set by hand. */
  static final class Breaker {
    String state = "CLOSED";
  }

  private final Counter openMillis = new Counter();
  private final Breaker breaker = new Breaker();
  private final TrackedBreaker tracked = new TrackedBreaker("athena", "name", READER, openMillis);

  private BreakerState observe(String state, long micros) {
    breaker.state = state;
    return tracked.observe(breaker, TimeUnit.MICROSECONDS.toNanos(micros));
  }

  @Test
  void openTime_isCountedWhileOpenAndLosesNoPartOfAMillisecond() {
    observe("CLOSED", 0);
    observe("OPEN", 1_000);
    observe("OPEN", 1_700);
    observe("OPEN", 2_400);
    assertThat(openMillis.total()).isEqualTo(1);
    observe("HALF_OPEN", 4_000);
    assertThat(openMillis.total()).isEqualTo(3);
    observe("HALF_OPEN", 9_000);
    assertThat(openMillis.total()).isEqualTo(3);
  }

  @Test
  void firstState_isNoChange() {
    assertThat(observe("OPEN", 0)).isNull();
    assertThat(tracked.value()).isEqualTo(2);
  }

  @Test
  void spelling_doesNotMatter() {
    assertThat(observe("Closed", 0)).isNull();
    assertThat(observe("HalfOpen", 1).event()).isEqualTo("half_open");
    assertThat(observe("half-open", 2)).isNull();
    assertThat(observe("open", 3).event()).isEqualTo("open");
  }

  @Test
  void unknownState_isAnEventWithoutValue() {
    observe("CLOSED", 0);
    assertThat(observe("TRIPPED", 1).event()).isEqualTo("tripped");
    assertThat(tracked.value()).isNaN();
  }

  /** A breaker that opens, seen by another thread, while its first reader is on the way. */
  public static final class OpensMeanwhile {
    private final List<BreakerState> seenByOther = new ArrayList<>();
    private TrackedBreaker tracked;
    private String mode = "CLOSED";

    public String state() {
      String read = mode;
      if (tracked != null) {
        TrackedBreaker other = tracked;
        tracked = null;
        mode = "OPEN";
        CompletableFuture.runAsync(() -> seenByOther.add(other.observe(this, 1))).join();
      }
      return read;
    }
  }

  @Test
  void stateThatChangesWhileItIsRead_isReadAgainAndCountedOnce() {
    OpensMeanwhile opening = new OpensMeanwhile();
    tracked.observe(opening, 0);
    opening.tracked = tracked;
    assertThat(tracked.observe(opening, 0)).as("what the other has seen").isNull();
    assertThat(opening.seenByOther).extracting(BreakerState::event).containsExactly("open");
    assertThat(tracked.value()).isEqualTo(2);
  }

  @Test
  void poll_readsFieldsAndOtherwiseKeepsTheStateLastSeen() {
    OpensMeanwhile byGetter = new OpensMeanwhile();
    tracked.observe(byGetter, 0);
    byGetter.mode = "OPEN";
    assertThat(tracked.poll(byGetter, 0)).isNull();
    assertThat(tracked.value()).isZero();
    breaker.state = "OPEN";
    assertThat(tracked.poll(breaker, 0).event()).isEqualTo("open");
  }

  @Test
  void timeOfAThreadThatComesLate_takesNothingBack() {
    observe("OPEN", 9_000);
    observe("OPEN", 12_000);
    observe("OPEN", 10_000);
    observe("OPEN", 13_000);
    assertThat(openMillis.total()).isEqualTo(4);
  }
}
