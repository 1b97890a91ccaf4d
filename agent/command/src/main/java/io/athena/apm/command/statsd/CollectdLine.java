package io.athena.apm.command.statsd;

/**
 * Reads plain StatsD as collectd does, where that is not as the others do ({@code src/statsd.c}).
 *
 * <p>It <em>divides the value</em> of a timer by its rate and counts it once, so a rate makes its
 * durations wrong; and it cuts names at 127 characters, which merges those that are equal up to
 * there.
 */
public final class CollectdLine {

  private static final int LONGEST_NAME = 127;

  private CollectdLine() {}

  /**
   * Reads one line, without its newline.
   *
   * @throws MalformedLine with the rule that it breaks
   */
  public static StatsdLine parse(String line) {
    StatsdLine read = PlainLine.parse(line);
    LineText text = new LineText(line);
    text.check(read.name().length() <= LONGEST_NAME, "name longer than " + LONGEST_NAME);
    text.check(
        read.type() != MetricType.TIMER || line.indexOf('@') < 0,
        "a rate, by which collectd divides the time");
    return read;
  }
}
