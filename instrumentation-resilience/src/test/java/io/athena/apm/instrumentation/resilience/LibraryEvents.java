package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.agent.Measured;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The events that a library passed to listeners, by the names that they have in the metrics. */
final class LibraryEvents {

  private final String library;
  private final Map<String, Long> counts = new ConcurrentHashMap<>();

  LibraryEvents(String library) {
    this.library = library;
  }

  /** Called by a listener. */
  void add(String event) {
    counts.merge(event, 1L, Long::sum);
  }

  /** How often the library told it. */
  long count(String event) {
    return counts.getOrDefault(event, 0L);
  }

  /** The agent has counted these, each at least once, and no others. */
  void assertEqual(Measured measured, String metric, String name, String... expected) {
    assertThat(counts).containsOnlyKeys(expected);
    long all = 0;
    for (String event : expected) {
      assertThat(measured.counter(metric, "name", name, "library", library, "event", event))
          .as(event)
          .isEqualTo(counts.get(event));
      all += counts.get(event);
    }
    assertThat(measured.counter(metric, "name", name)).as("all events").isEqualTo(all);
  }
}
