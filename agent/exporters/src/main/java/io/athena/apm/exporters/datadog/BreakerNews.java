package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.Event;
import com.timgroup.statsd.ServiceCheck;
import io.athena.apm.core.metrics.Sample;
import io.athena.apm.core.metrics.Series;
import io.athena.apm.exporters.statsd.DogStatsdNames;
import java.util.HashMap;
import java.util.Map;

/**
 * Says of circuit breakers what Datadog has own words for: an event for each change of state, a
 * service check for the state. Whoever measures a breaker under these two names has both.
 */
final class BreakerNews {

  private static final String EVENT = "circuit_breaker.event";
  private static final String STATE = "circuit_breaker.state";

  private final Map<Series, Long> told = new HashMap<>();
  private final Map<Series, Long> telling = new HashMap<>();

  /** Writes what a sample says of a breaker, if anything. */
  void write(Sample sample, DogStatsdNames names, Lines lines) {
    String metric = sample.series().metric().name();
    if (metric.equals(EVENT) && sample instanceof Sample.Count count) {
      change(count, names, lines);
    } else if (metric.equals(STATE) && sample instanceof Sample.Value value) {
      lines.check(
          ServiceCheck.builder()
              .withName(STATE)
              .withStatus(status((int) value.value()))
              .withTags(names.tags())
              .build());
    }
  }

  /** What was written last has been delivered. */
  void delivered() {
    told.putAll(telling);
    telling.clear();
  }

  private void change(Sample.Count count, DogStatsdNames names, Lines lines) {
    String state = count.series().tags().get("event");
    Event.AlertType alert = alert(state);
    long times = count.total() - told.getOrDefault(count.series(), 0L);
    if (alert == null || times == 0) {
      return;
    }
    telling.put(count.series(), count.total());
    // As it goes out: the client writes a title escaped, and an aggregation key as it is given.
    String breaker = names.tag("name");
    lines.event(
        Event.builder()
            .withTitle("Circuit breaker " + breaker + ": " + state.replace('_', ' '))
            .withText(times == 1 ? "once" : times + " times since the last flush")
            .withAlertType(alert)
            .withAggregationKey(EVENT + ":" + breaker)
            .build(),
        names);
  }

  /** Null for what is no change of state: every call of a library's breaker is an event too. */
  private static Event.AlertType alert(String state) {
    return switch (state == null ? "" : state) {
      case "open", "forced_open" -> Event.AlertType.WARNING;
      case "half_open" -> Event.AlertType.INFO;
      case "closed" -> Event.AlertType.SUCCESS;
      default -> null;
    };
  }

  private static ServiceCheck.Status status(int state) {
    return switch (state) {
      case 0 -> ServiceCheck.Status.OK;
      case 1 -> ServiceCheck.Status.WARNING;
      case 2, 3 -> ServiceCheck.Status.CRITICAL;
      default -> ServiceCheck.Status.UNKNOWN;
    };
  }
}
