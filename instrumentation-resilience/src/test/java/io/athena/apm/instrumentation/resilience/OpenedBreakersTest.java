package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Series;
import io.athena.apm.spans.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Breakers that are reported before the next flush. */
class OpenedBreakersTest {

  /** A breaker whose state is set by hand. */
  static final class Breaker {

    final String name;
    String state = "CLOSED";

    Breaker(String name) {
      this.name = name;
    }
  }

  private final List<Throwable> failed = new ArrayList<>();
  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger opened = new AtomicInteger();
  private final Registry registry =
      new Registry(() -> 0, Registry.DEFAULT_LIMIT, (metric, tag) -> {}, failed::add);
  private final CircuitBreakers breakers =
      new CircuitBreakers(
          registry, new Spans(0), new AgentLog(), clock::get, false, opened::incrementAndGet);
  private final Breaker payments = new Breaker("payments");
  private final Breaker search = new Breaker("search");

  @AfterEach
  void nothingFailed() {
    assertThat(failed).isEmpty();
  }

  private void set(Breaker breaker, String state) {
    breakers.observe(breaker);
    breaker.state = state;
    breakers.observe(breaker);
  }

  /** The series that are reported now, with their values. */
  private List<String> reported() {
    Predicate<Series> selected = breakers.get();
    List<String> series = new ArrayList<>();
    if (selected != null) {
      for (Sample sample : registry.snapshot(selected).samples()) {
        series.add(sample.series().toString());
      }
    }
    return series;
  }

  @Test
  void breakerThatOpens_isReported_withItsOwnSeriesOnly() {
    set(search, "HALF_OPEN");
    assertThat(opened).hasValue(0);
    set(payments, "OPEN");

    assertThat(opened).hasValue(1);
    assertThat(reported())
        .containsExactly(
            "circuit_breaker.event{event:open,library:athena,name:payments}",
            "circuit_breaker.open.duration{library:athena,name:payments}",
            "circuit_breaker.state{library:athena,name:payments}");
    assertThat(reported()).as("once").isEmpty();
  }

  @Test
  void libraryBreakerThatOpens_isReported() {
    breakers.transition(payments, "resilience4j", "payments", "CLOSED", "FORCED_OPEN");

    assertThat(opened).hasValue(1);
    assertThat(reported())
        .contains("circuit_breaker.event{event:forced_open,library:resilience4j,name:payments}");
  }

  @Test
  void breakerThatOpensAgainWithinTenSeconds_isLeftToTheFlush() {
    set(payments, "OPEN");
    assertThat(reported()).isNotEmpty();
    set(payments, "CLOSED");
    set(payments, "OPEN");
    assertThat(reported()).isEmpty();
    set(search, "OPEN");
    assertThat(reported()).hasSize(3).allMatch(series -> series.contains("name:search"));

    clock.addAndGet(TimeUnit.SECONDS.toNanos(10));
    set(payments, "CLOSED");
    set(payments, "OPEN");
    assertThat(reported()).isNotEmpty();
  }

  @Test
  void otherChanges_areLeftToTheFlush() {
    set(payments, "HALF_OPEN");
    set(payments, "CLOSED");
    assertThat(opened).hasValue(0);
    assertThat(reported()).isEmpty();
  }
}
