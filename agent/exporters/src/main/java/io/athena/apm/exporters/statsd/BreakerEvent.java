package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Series;

/**
 * What an event of Datadog says of a circuit breaker.
 *
 * @param aggregationKey the same for all events of a breaker, so that Datadog groups them
 */
public record BreakerEvent(String title, String aggregationKey) {

  /**
   * The breaker is in a state.
   *
   * @param series one of the breaker's
   * @param state in words
   */
  public static BreakerEvent of(Series series, String state) {
    // As on the wire: Datadog's client does not escape an aggregation key.
    String breaker = DogStatsdNames.value(series, "name");
    return new BreakerEvent(
        "Circuit breaker " + breaker + ": " + state, "circuit_breaker.event:" + breaker);
  }
}
