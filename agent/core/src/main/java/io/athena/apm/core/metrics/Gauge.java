package io.athena.apm.core.metrics;

import java.util.function.DoubleSupplier;

/**
 * A value of now: asked for at each snapshot on the athena-apm thread, or what it was set to last.
 */
public final class Gauge implements Cell {

  private volatile DoubleSupplier source;
  private volatile double last = Double.NaN;
  private volatile Object by;

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
    set(value, null);
  }

  /**
   * The same, for somebody who may one day say nothing more.
   *
   * @param setter who sets it
   */
  public void set(double value, Object setter) {
    by = setter;
    last = value;
  }

  /** Whether the last value is somebody's. */
  public boolean isSetBy(Object setter) {
    return by == setter;
  }

  @Override
  public Sample sample(Series series) {
    DoubleSupplier current = source;
    double value = current == null ? last : current.getAsDouble();
    return Double.isFinite(value) ? new Sample.Value(series, value) : null;
  }
}
