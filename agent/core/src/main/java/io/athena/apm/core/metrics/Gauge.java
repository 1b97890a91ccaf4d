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
    last = value;
    isSet = true;
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
