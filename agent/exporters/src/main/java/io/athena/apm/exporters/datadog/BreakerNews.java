package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.Event;
import com.timgroup.statsd.ServiceCheck;
import io.athena.apm.exporters.statsd.BreakerEvent;
import io.athena.apm.exporters.statsd.DogStatsdNames;
import io.athena.apm.metrics.Series;

/**
 * Creates what Datadog shows of a circuit breaker beside its metrics: an event for a change of its
 * state, and a service check for the state itself.
 */
final class BreakerNews {

  private static final String CHANGES = "circuit_breaker.event";
  private static final String STATE = "circuit_breaker.state";

  private BreakerNews() {}

  /** Whether a counter counts changes to one state. Others of this name count calls. */
  static boolean isChange(Series series) {
    return series.metric().name().equals(CHANGES) && alert(state(series)) != null;
  }

  static boolean isState(Series series) {
    return series.metric().name().equals(STATE);
  }

  static Event event(Series series, long times) {
    String state = state(series);
    BreakerEvent event = BreakerEvent.of(series, state.replace('_', ' '));
    return Event.builder()
        .withTitle(event.title())
        .withText(times == 1 ? "once" : times + " times since the last flush")
        .withAlertType(alert(state))
        .withAggregationKey(event.aggregationKey())
        .build();
  }

  static ServiceCheck check(DogStatsdNames names, int state) {
    return ServiceCheck.builder()
        .withName(STATE)
        .withStatus(status(state))
        .withTags(names.tags())
        .build();
  }

  private static String state(Series series) {
    String state = series.tags().get("event");
    return state == null ? "" : state;
  }

  private static Event.AlertType alert(String state) {
    return switch (state) {
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
