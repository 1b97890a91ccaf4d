package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.statsd.StatsdTotals;

/** The numbers of {@code com.acme.Workload} and of the workloads with libraries. */
record Work(StatsdTotals totals) {

  /** Asserts the counts of all work, done so many times, and that the agent had no errors. */
  void wasDone(int times) {
    var caffeine = new String[] {"library", "caffeine"};
    assertThat(totals.counter("cache.hit", caffeine)).isEqualTo(25.0 * times);
    assertThat(totals.counter("cache.miss", caffeine)).isEqualTo(10.0 * times);
    handWrittenWasDone(times);
  }

  /** The part without libraries. */
  void handWrittenWasDone(int times) {
    var answers = new String[] {"library", "athena", "cache", "answers"};
    assertThat(totals.counter("cache.hit", answers)).isEqualTo(6.0 * times);
    assertThat(totals.counter("cache.miss", answers)).isEqualTo(4.0 * times);
    changed("athena", "payments", times);
    assertThat(totals.has("athena.agent.error")).as("errors of the agent").isFalse();
    assertThat(totals.has("athena.agent.hook.skipped")).as("hooks left out").isFalse();
  }

  /** Asserts the counts of one run with Resilience4j. */
  void withResilience4jWasDone() {
    changed("resilience4j", "stock", 1);
    assertThat(event("resilience4j", "stock", "success")).isEqualTo(3);
    assertThat(event("resilience4j", "stock", "error")).isEqualTo(2);
    assertThat(event("resilience4j", "stock", "rejected")).isEqualTo(3);
  }

  /** Asserts the counts of one run with openai-java. */
  void withOpenAiWasDone() {
    var answered =
        new String[] {"model", "gpt-loopback", "operation", "chat", "outcome", "success"};
    assertThat(totals.counter("ai.call.total", answered)).isEqualTo(2);
    assertThat(totals.counter("ai.tokens", "kind", "input")).isEqualTo(22);
    assertThat(totals.counter("ai.tokens", "kind", "output")).isEqualTo(10);
    assertThat(totals.counter("ai.cost", "currency", "USD")).isEqualTo(32);
  }

  private void changed(String library, String name, int times) {
    assertThat(event(library, name, "open")).isEqualTo(times);
    assertThat(event(library, name, "half_open")).isEqualTo(times);
    assertThat(event(library, name, "closed")).isEqualTo(times);
  }

  private double event(String library, String name, String event) {
    return totals.counter(
        "circuit_breaker.event", "library", library, "name", name, "event", event);
  }
}
