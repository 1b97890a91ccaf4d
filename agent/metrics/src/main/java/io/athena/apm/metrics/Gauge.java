package io.athena.apm.metrics;

import java.util.function.DoubleSupplier;

/**
 * A current value: read from a source at each snapshot, on the athena-apm thread, or the value that
 * was set last, by any thread.
 */
public final class Gauge implements Cell {

  private final Runnable unsendable;
  private volatile DoubleSupplier source;
  private volatile double last;
  private volatile boolean isSet;
  private volatile Object by;

  /** A gauge without a value. {@code unsendable} runs at each snapshot where it is not finite. */
  public Gauge(Runnable unsendable) {
    this.unsendable = unsendable;
  }

  /** Sets a source of the value. It returns NaN for no value; then the series is left out. */
  public void set(DoubleSupplier source) {
    this.source = source;
  }

  /** Sets the value. While it is infinite or NaN it is left out, and counted. */
  public void set(double value) {
    set(value, null);
  }

  /** Sets the value and stores the caller that set it, which {@link #isSetBy} compares. */
  public void set(double value, Object setter) {
    by = setter;
    last = value;
    isSet = true;
  }

  /** Removes the value, until it is set again. */
  public void unset() {
    isSet = false;
  }

  /** Whether a setter has set the last value. */
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
