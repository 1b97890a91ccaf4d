package io.athena.apm.instrumentation.resilience;

import io.athena.apm.metrics.Series;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Selects the breakers that are reported before the next flush: those that have opened, each at
 * most once in ten seconds. Used by the athena-apm thread.
 */
final class OpenedBreakers {

  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final String METRICS = "circuit_breaker.";

  /** When the breakers of a name were last reported, by the monotonic clock in nanoseconds. */
  private final Map<String, Long> reported = new HashMap<>();

  /** The series of breakers that have opened, without those reported lately; null for none. */
  Predicate<Series> select(Set<String> opened, long now) {
    reported.values().removeIf(last -> now - last >= QUIET_NANOS);
    Set<String> selected = new HashSet<>();
    for (String series : opened) {
      if (reported.putIfAbsent(series, now) == null) {
        selected.add(series);
      }
    }
    return selected.isEmpty() ? null : series -> isOf(selected, series);
  }

  private static boolean isOf(Set<String> breakers, Series series) {
    return series.metric().name().startsWith(METRICS)
        && breakers.contains(
            PolledGauges.series(series.tags().get("name"), series.tags().get("library")));
  }
}
