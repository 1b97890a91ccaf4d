package io.athena.apm.instrumentation.api;

import io.athena.apm.core.errors.ErrorType;
import io.athena.apm.spans.SpanContext;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A span under way: what the application's {@code Span} holds. It may come from one thread to
 * another, and be ended by two at once.
 */
final class MeasuredSpan {

  /** Beside the two that the agent adds. */
  static final int MOST_TAGS = 4;

  private final String name;
  private final long start;
  private final SpanContext context;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile String[] tags = TagPairs.NONE;
  private volatile String error;

  /**
   * A span that begins.
   *
   * @param start the monotonic clock, in nanoseconds
   * @param context null where nothing of its trace is kept
   */
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

  /** Null where nothing of its trace is kept. */
  SpanContext context() {
    return context;
  }

  /** Name, value, name, value. Not to be changed. */
  String[] tags() {
    return tags;
  }

  /**
   * Adds a tag; one more than there may be is kept, so that too many are noticed. Copies, so that a
   * thread that reads them never sees half a pair.
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

  /** The simple class name of what went wrong; null where nothing has. */
  String error() {
    return error;
  }

  void fail(Throwable problem) {
    error = ErrorType.of(problem);
  }

  /** Whether this is the first time. */
  boolean end() {
    return !ended.getAndSet(true);
  }
}
