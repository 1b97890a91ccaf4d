package io.athena.apm.core.metrics;

import java.util.function.DoubleSupplier;

/**
 * A value of now: asked for at each snapshot on the athena-apm thread, or what it was set to last.
 */
public final class Gauge implements Cell {

  private final Runnable unsendable;
  private volatile DoubleSupplier source;
  private volatile double last;
  private volatile boolean isSet;
  private volatile Object by;

  /**
   * Without a value.
   *
   * @param unsendable told at each snapshot of a value that no back end takes
   */
  public Gauge(Runnable unsendable) {
    this.unsendable = unsendable;
  }

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
   * @param value left out, and told of, while it is infinite or NaN
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
    isSet = true;
  }

  /** There is no value any more, until it is set again. */
  public void unset() {
    isSet = false;
  }

  /** Whether the last value is somebody's. */
  public boolean isSetBy(Object setter) {
    return by == setter;
  }

  @Override
  public Sample sample(Series series) {
    DoubleSupplier current = source;
    double value = current == null ? last : current.getAsDouble();
    boolean exists = current == null ? isSet : !Double.isNaN(value);
    return exists ? finite(value, series) : null;
  }

  private Sample finite(double value, Series series) {
    if (Double.isFinite(value)) {
      return new Sample.Value(series, value);
    }
    unsendable.run();
    return null;
  }
}
