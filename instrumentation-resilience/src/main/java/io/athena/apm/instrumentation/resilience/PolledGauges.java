package io.athena.apm.instrumentation.resilience;

import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Gauge;
import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Gauges by name and library, whose values are read at each poll. A series of which no object is
 * alive has no value.
 */
final class PolledGauges {

  private final Family<Gauge> gauges;
  private volatile Map<String, Double> polled = Map.of();

  PolledGauges(Family<Gauge> gauges) {
    this.gauges = gauges;
  }

  /** The key of a series in the map of {@link #show}. */
  static String series(String name, String library) {
    return library + '/' + name;
  }

  /** Adds a series, which may exist. Called by any thread. */
  void add(String name, String library) {
    gauges.get(name, library).set(new Polled(series(name, library)));
  }

  /** Sets the values of all series; the map does not change any more. */
  void show(Map<String, Double> values) {
    polled = values;
  }

  private final class Polled implements DoubleSupplier {

    private final String series;

    Polled(String series) {
      this.series = series;
    }

    @Override
    public double getAsDouble() {
      return polled.getOrDefault(series, Double.NaN);
    }
  }
}
