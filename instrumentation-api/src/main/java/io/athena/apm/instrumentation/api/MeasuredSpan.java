package io.athena.apm.instrumentation.api;

import io.athena.apm.core.errors.ErrorType;
import io.athena.apm.spans.SpanContext;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A span that has begun; the application's {@code Span} refers to it. Threads may pass it on, and
 * two threads may end it at once.
 */
final class MeasuredSpan {

  /** The maximum, without the two tags that the agent adds. */
  static final int MOST_TAGS = 4;

  private final String name;
  private final long start;
  private final SpanContext context;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile String[] tags = TagNames.NONE;
  private volatile String error;

  /** The start is monotonic, in nanoseconds; the context is null if its trace is not kept. */
  MeasuredSpan(String name, long start, SpanContext context) {
    this.name = name;
    this.start = start;
    this.context = context;
  }

  String name() {
    return name;
  }

  long start() {
    return start;
  }

  /** Null where no span of its trace is kept. */
  SpanContext context() {
    return context;
  }

  /** Name, value, name, value. The caller must not change it. */
  String[] tags() {
    return tags;
  }

  /**
   * Adds a tag. Keeps one tag more than the maximum, so that {@link ApiCells} reports the excess.
   * Copies the array, so that no thread reads half a pair.
   */
  void tag(String tagName, String value) {
    String[] current = tags;
    int at = indexOf(tagName, current);
    if (at <= 2 * MOST_TAGS) {
      String[] changed = Arrays.copyOf(current, Math.max(current.length, at + 2));
      changed[at] = tagName;
      changed[at + 1] = value;
      tags = changed;
    }
  }

  private static int indexOf(String tagName, String... tags) {
    int at = 0;
    while (at < tags.length && !tags[at].equals(tagName)) {
      at += 2;
    }
    return at;
  }

  /** The simple class name of the exception; null without one. */
  String error() {
    return error;
  }

  static String outcome(String error) {
    return error == null ? "success" : "error";
  }

  void fail(Throwable problem) {
    error = ErrorType.of(problem);
  }

  /** Ends it; returns whether this is the first call. */
  boolean end() {
    return !ended.getAndSet(true);
  }
}
