package io.athena.apm.api;

import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * Measures operations and amounts of the application. Without the agent on the command line every
 * method does nothing and allocates nothing.
 *
 * <pre>{@code
 * try (Span span = Apm.startSpan("file.scan").tag("type", type)) {
 *   Report report = scanner.scan(file);
 *   Apm.histogram("files.size", report.size());
 *   Apm.count("vulnerabilities.found", report.findings(), "severity", report.worst());
 * }
 * }</pre>
 *
 * <p>No method throws, whatever it is given; only {@link #span} passes on what the given work
 * throws. A metric whose name is null or empty is dropped. Use a name for one kind of metric only.
 *
 * <p>Tags are name, value, name, value, six pairs at most; a pair with a null in it, an empty name
 * or a name without a value is dropped. Together they should take few values: past 1,000
 * combinations (the setting {@code series.limit}) the rest is reported as one. The array of tags is
 * the caller's: compiled code does without it where there is no agent, interpreted code makes it.
 */
public final class Apm {

  private static final String[] NO_TAGS = {};

  private Apm() {}

  /**
   * Measures work as a span, which fails when the work throws.
   *
   * @param work called once; may be null
   * @return what the work returns
   * @throws Exception what the work throws
   */
  public static <T> T span(String name, Callable<T> work) throws Exception {
    Span span = startSpan(name);
    try {
      return work == null ? null : work.call();
    } catch (Throwable problem) {
      span.error(problem);
      throw problem;
    } finally {
      span.close();
    }
  }

  /**
   * Starts a span; {@link Span#close} ends it.
   *
   * @param name lower case, parts separated by dots: {@code file.scan}
   */
  public static Span startSpan(String name) {
    Object handle = handle(name);
    return handle == null ? Span.NONE : new Span(handle);
  }

  /** Returns the agent's own object for a span: the agent replaces the result. */
  static Object handle(String name) {
    return null;
  }

  /** Adds one to a counter without tags. */
  public static void count(String name) {
    count(name, 1, NO_TAGS);
  }

  /** Adds one to a counter. */
  public static void count(String name, String... tags) {
    count(name, 1, tags);
  }

  /** Adds to a counter without tags. */
  public static void count(String name, long amount) {
    count(name, amount, NO_TAGS);
  }

  /**
   * Adds to a counter.
   *
   * @param amount dropped unless positive, since a counter only grows
   */
  public static void count(String name, long amount, String... tags) {}

  /** Sets a gauge without tags. */
  public static void gauge(String name, double value) {
    gauge(name, value, NO_TAGS);
  }

  /**
   * Sets a gauge. It keeps its value, and is reported, until it is set again.
   *
   * @param value not reported while it is infinite or not a number
   */
  public static void gauge(String name, double value, String... tags) {}

  /** Records a value of a histogram without tags. */
  public static void histogram(String name, long value) {
    histogram(name, value, NO_TAGS);
  }

  /**
   * Records a value of a histogram: sizes, lengths, numbers of things. Durations are spans.
   *
   * @param value reported within 1.1 %; a negative one counts as zero
   */
  public static void histogram(String name, long value, String... tags) {}

  /**
   * Records an AI analysis of which the agent sees nothing else, as {@code ai.analysis.*}.
   *
   * @param provider null where unknown
   * @param model null where unknown
   * @param duration null where unknown; the analysis is then only counted
   */
  public static void recordAnalysis(
      String provider, String model, Duration duration, boolean success) {}

  /** Records a read of a cache that the agent does not measure, as a hit or a miss. */
  public static void recordCacheOperation(String cache, boolean hit) {}

  /**
   * Records an event of a circuit breaker that the agent does not measure.
   *
   * @param event its new state or what became of a call: {@code open}, {@code HALF_OPEN}, {@code
   *     rejected}, ...
   */
  public static void recordCircuitBreakerEvent(String name, String event) {}
}
