package io.athena.apm.spans;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ids of a span and its trace, as in a header {@code traceparent}. Source: W3C Trace Context,
 * level 1.
 *
 * @param span the number of the span within the trace; not 0
 * @param sampled whether the tracer that has begun the trace keeps it
 */
public record TraceParent(TraceId trace, long span, boolean sampled) {

  /** The header's name. */
  public static final String HEADER = "traceparent";

  private static final Pattern FORMAT =
      Pattern.compile(
          "([0-9a-f]{2})-([0-9a-f]{16})([0-9a-f]{16})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  private static final int DIGITS = 16;

  /** Reads the value of a header; null for one that is not valid. */
  public static TraceParent parse(String header) {
    Matcher parts = FORMAT.matcher(header);
    if (!parts.matches() || !isVersion(parts.group(1), parts.group(6))) {
      return null;
    }
    TraceId trace = new TraceId(number(parts.group(2)), number(parts.group(3)));
    long span = number(parts.group(4));
    boolean isZero = span == 0 || (trace.high() == 0 && trace.low() == 0);
    boolean sampled = (Integer.parseInt(parts.group(5), DIGITS) & 1) == 1;
    return isZero ? null : new TraceParent(trace, span, sampled);
  }

  /** A later version may have more fields. */
  private static boolean isVersion(String version, String more) {
    return !version.equals("ff") && (more == null || !version.equals("00"));
  }

  private static long number(String hexadecimal) {
    return Long.parseUnsignedLong(hexadecimal, DIGITS);
  }

  /** The trace's number, as logs and headers have it. */
  public String traceText() {
    return text(trace.high()) + text(trace.low());
  }

  /** The span's number, as logs and headers have it. */
  public String spanText() {
    return text(span);
  }

  private static String text(long number) {
    String digits = Long.toHexString(number);
    return "0".repeat(DIGITS - digits.length()) + digits;
  }

  /** The value of a header. */
  public String header() {
    return "00-" + traceText() + "-" + spanText() + (sampled ? "-01" : "-00");
  }
}
