package io.athena.apm.core.metrics;

import java.util.function.DoubleSupplier;

/**
 * A value of now: asked for at each snapshot on the athena-apm thread, or what it was set to last.
 */
public final class Gauge implements Cell {

  private volatile DoubleSupplier source;
  private volatile double last = Double.NaN;

  /**
   * Sets where the value comes from.
   *
   * @param source gives NaN while there is no value; the series is then left out
   */
  public void set(DoubleSupplier source) {
    this.source = source;
  }

  /**
   * Sets the value where nobody can be asked for it.
   *
   * @param value NaN where there is none from now on
   */
  public void set(double value) {
    last = value;
  }

  @Override
  public Sample sample(Series series) {
    DoubleSupplier current = source;
    double value = current == null ? last : current.getAsDouble();
    return Double.isFinite(value) ? new Sample.Value(series, value) : null;
  }
}
