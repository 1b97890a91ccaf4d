package io.athena.apm.exporters.otlp;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.TimeUnit;

/**
 * How a request ended. The start of the answer's body is kept.
 *
 * @param status 0 for no answer
 * @param retryAfter the header {@code Retry-After}; null for none
 * @param problem why there is no answer; null where there is one
 */
@SuppressWarnings("ArrayRecordComponent") // not compared
record HttpReply(int status, String retryAfter, byte[] body, String problem) {

  /** The problem of a receiver that takes too long. */
  static final String LATE = "has not answered in time";

  private static final byte[] NOTHING = {};

  /** The longest time that a receiver may ask for. */
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MINUTES.toNanos(5);

  /** An answer of which only the status is known. */
  static HttpReply of(int status) {
    return new HttpReply(status, null, NOTHING, null);
  }

  /** No answer. */
  static HttpReply failed(String problem) {
    return new HttpReply(0, null, NOTHING, problem);
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** Whether the same request may succeed later. Source: opentelemetry-proto, specification.md. */
  boolean isTemporary() {
    return status == 429 || status == 502 || status == 503 || status == 504;
  }

  /** How long to wait before the next request; 0 where the receiver does not say. */
  long pauseNanos() {
    if (retryAfter == null) {
      return 0;
    }
    long seconds;
    try {
      seconds = Long.parseLong(retryAfter.trim());
    } catch (NumberFormatException date) {
      seconds = secondsUntil(retryAfter.trim());
    }
    long longest = TimeUnit.NANOSECONDS.toSeconds(LONGEST_PAUSE_NANOS);
    return TimeUnit.SECONDS.toNanos(Math.max(0, Math.min(seconds, longest)));
  }

  private static long secondsUntil(String date) {
    try {
      ZonedDateTime then = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
      return then.toEpochSecond() - Instant.now().getEpochSecond();
    } catch (DateTimeParseException neither) {
      return 0;
    }
  }

  /** Why the request did not succeed, for people. */
  String reason() {
    if (problem != null) {
      return problem;
    }
    return "answered "
        + status
        + (status >= 300 && status < 400 ? ", and redirects are not followed" : "");
  }
}
