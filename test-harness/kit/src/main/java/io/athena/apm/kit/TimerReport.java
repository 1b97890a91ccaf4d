package io.athena.apm.kit;

/**
 * A server's report of a timer for one interval; times are milliseconds.
 *
 * @param count the values received
 * @param lowest the smallest of them
 * @param highest the largest of them
 * @param mean their mean
 * @param median their median, as the server computes it
 * @param percentile95 their 95th percentile, as the server computes it
 */
public record TimerReport(
    long count, double lowest, double highest, double mean, double median, double percentile95) {

  /** A copy with another count. */
  TimerReport withCount(long other) {
    return new TimerReport(other, lowest, highest, mean, median, percentile95);
  }
}
