package io.athena.apm.exporters.console;

import java.time.LocalDate;

/** Formats {@code 2026-11-23 20:51:07 UTC} without a formatter, a locale or a time zone. */
final class UtcTime {

  private static final long DAY = 86_400_000;

  private UtcTime() {}

  /** Appends date and time. */
  static void appendSeconds(long epochMillis, StringBuilder text) {
    appendTo(epochMillis, text);
    text.append(" UTC");
  }

  /** Appends date and time with milliseconds. */
  static void appendMillis(long epochMillis, StringBuilder text) {
    appendTo(epochMillis, text);
    text.append('.').append(padded(Math.floorMod(epochMillis, 1_000L), 3)).append(" UTC");
  }

  private static void appendTo(long epochMillis, StringBuilder text) {
    long second = Math.floorMod(epochMillis, DAY) / 1_000;
    text.append(LocalDate.ofEpochDay(Math.floorDiv(epochMillis, DAY)));
    text.append(' ').append(padded(second / 3_600, 2));
    text.append(':').append(padded(second / 60 % 60, 2));
    text.append(':').append(padded(second % 60, 2));
  }

  private static String padded(long value, int width) {
    String digits = Long.toString(value);
    return "0".repeat(width - digits.length()) + digits;
  }
}
