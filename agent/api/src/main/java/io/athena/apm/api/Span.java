package io.athena.apm.api;

/**
 * An operation that {@link Apm#startSpan} has begun. For try-with-resources; another thread may
 * close it.
 *
 * <p>Once closed it is reported as {@code <name>.duration} and {@code <name>.total}, both with
 * {@code outcome} success or error, and after an error also as {@code <name>.error}. A span that is
 * never closed is never reported.
 */
public final class Span implements AutoCloseable {

  /** The span of every operation without the agent. */
  static final Span NONE = new Span(null);

  /** The agent's own object for this span; null without the agent. Woven code reads it. */
  final Object handle;

  Span(Object handle) {
    this.handle = handle;
  }

  /**
   * Adds a tag, up to four of them; the same name again replaces its value. {@code outcome} and
   * {@code error} are the agent's. Values should be few: types and regions, no user or file names.
   *
   * @return this
   */
  public Span tag(String name, String value) {
    return this;
  }

  /**
   * Marks the operation as failed.
   *
   * @param problem its simple class name becomes the tag {@code error}; null changes nothing
   * @return this
   */
  public Span error(Throwable problem) {
    return this;
  }

  /** Ends the span. Closing again does nothing. */
  @Override
  public void close() {}
}
