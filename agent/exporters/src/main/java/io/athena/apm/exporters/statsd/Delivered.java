package io.athena.apm.exporters.statsd;

/** How much of one series has gone out. */
interface Delivered {

  /**
   * More has gone out, or less than was thought.
   *
   * @param value which value of a histogram; ignored by a counter
   * @param amount negative where it did not arrive after all
   */
  void add(double value, long amount);
}
