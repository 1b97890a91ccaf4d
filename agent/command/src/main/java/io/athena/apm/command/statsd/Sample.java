package io.athena.apm.command.statsd;

/**
 * One value of a line as the server counts it.
 *
 * @param text the value as it was written; for a set, the member
 * @param value the number; NaN for a set
 * @param weight the number of values that it counts as in the server's quantiles; 1 if unknown
 * @param count the amount that the server adds: to a counter its value / rate, to the count of a
 *     timer, histogram or distribution the number of values; 1 for gauges and sets
 * @param relative true for a gauge value that the server adds to a current value other than 0,
 *     instead of replacing it
 */
public record Sample(String text, double value, long weight, double count, boolean relative) {}
