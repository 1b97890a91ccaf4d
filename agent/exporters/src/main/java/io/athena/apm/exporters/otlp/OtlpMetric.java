package io.athena.apm.exporters.otlp;

/**
 * A metric as it is in OTLP. Series with equal ones stand together.
 *
 * @param unit as in UCUM: {@code s}, {@code By}, {@code {token}}; empty for none
 * @param divisor of recorded values
 * @param description empty for none
 */
record OtlpMetric(String name, String unit, Form form, double divisor, String description) {

  /** The data of a metric. */
  enum Form {
    /** A sum that only grows. */
    SUM,
    /** A sum that grows and shrinks, such as memory in use. */
    UP_DOWN,
    /** A current value. */
    GAUGE,
    /** A distribution. */
    HISTOGRAM
  }

  // A record's own methods are generated at run time: milliseconds of the first flush.

  @Override
  public boolean equals(Object other) {
    return other instanceof OtlpMetric metric
        && name.equals(metric.name)
        && unit.equals(metric.unit)
        && form == metric.form
        && divisor == metric.divisor;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
