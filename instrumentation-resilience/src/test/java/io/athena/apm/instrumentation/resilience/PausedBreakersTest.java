package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.resilience.CircuitBreaker;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Sample;
import io.athena.apm.spans.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Breakers while the kill switch is on. */
class PausedBreakersTest {

  /** Open unless it is told otherwise. */
  static final class Read {

    final String name = "read";
    String state = "OPEN";
  }

  /** As Resilience4j's: without a field that holds the state. */
  static final class Asked {

    public String getState() {
      return "HALF_OPEN";
    }
  }

  private final List<Throwable> failed = new ArrayList<>();
  private final AtomicLong clock = new AtomicLong();
  private final Registry registry =
      new Registry(() -> 0, Registry.DEFAULT_LIMIT, (metric, tag) -> {}, failed::add);
  private final CircuitBreakers breakers =
      new CircuitBreakers(registry, new Spans(0), new AgentLog(), clock::get, false, () -> {});
  private final Read breaker = new Read();

  @BeforeEach
  void poll() {
    registry.pollApplication(breakers);
    breakers.observe(breaker);
    second();
  }

  @AfterEach
  void nothingFailed() {
    assertThat(failed).isEmpty();
  }

  private void second() {
    clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
  }

  /** Those of the breaker, as {@code state 2.0}. */
  private List<String> measured() {
    List<String> all = new ArrayList<>();
    for (Sample sample : registry.snapshot().samples()) {
      String value =
          sample instanceof Sample.Value gauge
              ? "" + gauge.value()
              : "" + ((Sample.Count) sample).total();
      all.add(sample.series().metric().name().replace("circuit_breaker.", "") + " " + value);
    }
    return all;
  }

  @Test
  void pausedBreaker_isNotRead_andHasNoState() {
    assertThat(measured()).containsExactly("open.duration 1000", "state 2.0");

    registry.pause(true);
    breaker.state = "CLOSED";
    second();
    breakers.observe(breaker);
    breakers.created(breaker, "athena", "read");
    breakers.transition(breaker, "athena", "read", "OPEN", "CLOSED");

    assertThat(measured()).containsExactly("open.duration 1000");
  }

  @Test
  void resumedBreaker_hasItsState_andNothingThatHappenedMeanwhile() {
    assertThat(measured()).contains("open.duration 1000");
    registry.pause(true);
    breaker.state = "CLOSED";
    second();
    breaker.state = "OPEN";
    second();

    registry.pause(false);
    assertThat(measured()).containsExactly("open.duration 1000", "state 2.0");
    second();
    breaker.state = "CLOSED";

    assertThat(measured()).containsExactly("event 1", "open.duration 2000", "state 0.0");
  }

  @Test
  void breakerThatIsFirstSeenAfterwards_isMeasured() {
    registry.pause(true);
    registry.pause(false);
    breakers.observe(new CircuitBreaker("another"));

    assertThat(measured()).filteredOn(line -> line.startsWith("state")).hasSize(2);
  }

  @Test
  void breakerThatWasCreatedMeanwhile_hasItsState_fromItsFirstCallOn() {
    Asked created = new Asked();
    registry.pause(true);
    breakers.created(created, "resilience4j", "created");
    registry.pause(false);
    assertThat(measured()).doesNotContain("state 1.0");

    breakers.event(created, "resilience4j", "created", "rejected");
    assertThat(measured()).contains("state 1.0");
  }

  @Test
  void breakerThatIsOlderThanTheAgent_hasItsState_fromItsFirstCallOn() {
    Asked older = new Asked();
    CircuitBreakers attached =
        new CircuitBreakers(registry, new Spans(0), new AgentLog(), clock::get, true, () -> {});
    registry.pollApplication(attached);
    attached.call(older, "resilience4j", "older", "success", 1, 2);

    assertThat(measured()).contains("state 1.0");
  }
}
