package io.athena.apm.core.metrics;

import java.util.function.DoubleSupplier;

/** A value of now, asked for at each snapshot on the athena-apm thread. */
public final class Gauge implements Cell {

  private volatile DoubleSupplier source;

  /**
   * Sets where the value comes from.
   *
   * @param source gives NaN while there is no value; the series is then left out
   */
  public void set(DoubleSupplier source) {
    this.source = source;
  }

  @Override
  public Sample sample(Series series) {
    DoubleSupplier current = source;
    double value = current == null ? Double.NaN : current.getAsDouble();
    return Double.isFinite(value) ? new Sample.Value(series, value) : null;
  }
}
