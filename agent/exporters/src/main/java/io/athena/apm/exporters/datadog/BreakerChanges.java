package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.Event;
import io.athena.apm.core.metrics.Sample;
import io.athena.apm.core.metrics.Series;
import io.athena.apm.exporters.statsd.DogStatsdNames;

/**
 * How often a circuit breaker has changed to one state: a counter, and for what it has gained an
 * event, which Datadog has words for. Whoever measures a breaker under this name has both.
 */
final class BreakerChanges implements SentSeries {

  private static final String METRIC = "circuit_breaker.event";

  private final SentCounter counter;
  private final DogStatsdNames names;
  private final String state;

  BreakerChanges(Series series, DogStatsdNames names) {
    this.counter = new SentCounter(names);
    this.names = names;
    this.state = state(series);
  }

  /** Every call of a library's breaker is counted under that name too, and is no change. */
  static boolean isOne(Series series) {
    return series.metric().name().equals(METRIC) && alert(state(series)) != null;
  }

  @Override
  public void write(Sample sample, Lines lines) {
    counter.write(sample, lines);
    if (counter.isUnsent(sample)) {
      lines.event(event(counter.gained(sample)), names);
    }
  }

  @Override
  public boolean isUnsent(Sample sample) {
    return counter.isUnsent(sample);
  }

  @Override
  public void delivered(Sample sample) {
    counter.delivered(sample);
  }

  private Event event(long times) {
    // As it goes out: the client writes a title escaped, and an aggregation key as it is given.
    String breaker = names.tag("name");
    return Event.builder()
        .withTitle("Circuit breaker " + breaker + ": " + state.replace('_', ' '))
        .withText(times == 1 ? "once" : times + " times since the last flush")
        .withAlertType(alert(state))
        .withAggregationKey(METRIC + ":" + breaker)
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
}
