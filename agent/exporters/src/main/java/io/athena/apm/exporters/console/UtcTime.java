package io.athena.apm.exporters.console;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Formats {@code 2026-11-23 20:51:07 UTC} without a formatter, a locale or a time zone. */
final class UtcTime {

  private static final int SECONDS = "2026-11-23T20:51:07".length();
  private static final int MILLIS = "2026-11-23T20:51:07.000".length();

  private UtcTime() {}

  static void appendSeconds(long epochMillis, StringBuilder text) {
    append(epochMillis, SECONDS, text);
  }

  static void appendMillis(long epochMillis, StringBuilder text) {
    append(epochMillis, MILLIS, text);
  }

  private static void append(long epochMillis, int length, StringBuilder text) {
    // One nanosecond more: otherwise the text has no seconds or milliseconds if they are zero.
    int nanos = (int) Math.floorMod(epochMillis, 1_000L) * 1_000_000 + 1;
    long second = Math.floorDiv(epochMillis, 1_000L);
    String iso = LocalDateTime.ofEpochSecond(second, nanos, ZoneOffset.UTC).toString();
    text.append(iso, 0, length).append(" UTC");
    text.setCharAt(text.length() - " UTC".length() - length + "2026-11-23".length(), ' ');
  }
}
