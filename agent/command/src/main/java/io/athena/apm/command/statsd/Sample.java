package io.athena.apm.command.statsd;

/**
 * One value of a line and what the server makes of it.
 *
 * @param text the value as it was written; for a set, the member
 * @param value the number; NaN for a set
 * @param weight how many values it stands for in the server's quantiles; 1 where they are unknown
 * @param count what it adds at the server: to a counter its value / rate, to the count of a timer,
 *     histogram or distribution the number of values it stands for; 1 for gauges and sets
 * @param relative true for a gauge value that the server adds to a current value other than 0,
 *     instead of replacing it
 */
public record Sample(String text, double value, long weight, double count, boolean relative) {}
