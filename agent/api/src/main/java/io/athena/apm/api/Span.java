package io.athena.apm.api;

/**
 * One operation under way, from {@link Apm#startSpan}. Made for try-with-resources; may be handed
 * to another thread and closed there.
 *
 * <p>Once closed it is reported as {@code <name>.duration} and {@code <name>.total}, both with
 * {@code outcome} success or error, and after an error also as {@code <name>.error}. One that is
 * never closed is never reported.
 */
public final class Span implements AutoCloseable {

  /** Every span without the agent. */
  static final Span NONE = new Span(null);

  /** What the agent measures with; null without it. Read by the code that it weaves in. */
  final Object handle;

  /** A span that the agent measures. */
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
