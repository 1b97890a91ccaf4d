package com.athena.stub;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long the stub takes to answer.
 *
 * @param minimumMillis the shortest time in milliseconds, at least 0
 * @param maximumMillis the longest, at least the shortest
 */
public record Latency(int minimumMillis, int maximumMillis) {

  private static final Pattern SYNTAX = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");
  private static final long GOLDEN_RATIO = 0x9E3779B97F4A7C15L;

  /** Rejects a range that is none. */
  public Latency {
    if (minimumMillis < 0 || maximumMillis < minimumMillis) {
      throw new IllegalArgumentException("not a range of milliseconds");
    }
  }

  /**
   * Reads {@code 40}, always the same, or {@code 20-80}, a range; both in milliseconds.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static Latency parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a range of milliseconds");
    }
    String maximum = matcher.group(2) == null ? matcher.group(1) : matcher.group(2);
    return new Latency(Integer.parseInt(matcher.group(1)), Integer.parseInt(maximum));
  }

  /** The latency of a request: spread over the range, and the same whenever it is asked for. */
  int millis(int request) {
    long spread = (request * GOLDEN_RATIO) >>> 33;
    return minimumMillis + (int) (spread % (maximumMillis - minimumMillis + 1));
  }
}
