package io.athena.apm.exporters.statsd;

import io.athena.apm.command.statsd.StatsdTotals;
import io.athena.apm.command.statsd.WeightedValues;

/**
 * Reads lines as the receiver of a dialect does, and fails on one that it would lose or mistake.
 */
final class Receiver {

  private final io.athena.apm.command.statsd.Dialect dialect;
  private final StatsdTotals totals = new StatsdTotals();

  Receiver(Dialect dialect) {
    this.dialect = io.athena.apm.command.statsd.Dialect.valueOf(dialect.name());
  }

  void receive(String datagram) {
    datagram.lines().map(dialect::parse).forEach(totals::add);
  }

  double counter(String name, String... tags) {
    return totals.counter(name, tags);
  }

  double gauge(String name, String... tags) {
    return totals.gauge(name, tags);
  }

  WeightedValues distribution(String name, String... tags) {
    return totals.distribution(name, tags);
  }

  StatsdTotals totals() {
    return totals;
  }
}
