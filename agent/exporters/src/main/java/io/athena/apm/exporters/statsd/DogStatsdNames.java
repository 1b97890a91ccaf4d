package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Tags;

/**
 * The name and the tags of a series in DogStatsD, for a client that writes the lines itself and
 * escapes nothing. Made once for each series.
 */
public final class DogStatsdNames {

  private final String name;
  private final String[] tags;

  /**
   * The names of a series.
   *
   * @param constant the tags that every series carries
   */
  public DogStatsdNames(Series series, Tags constant) {
    String text = TagFormat.DATADOG.text(series, constant);
    name = SeriesText.dogStatsdName(series);
    tags = text.isEmpty() ? new String[0] : new String[] {text};
  }

  /** Letters, digits, {@code _} and {@code .}; the metric's own text if it is allowed as it is. */
  public String name() {
    return name;
  }

  /**
   * {@code key:value,key:value} as if it were one tag, since one text takes less memory than
   * several; empty for no tags. Not to be changed.
   */
  public String[] tags() {
    return tags;
  }

  /** The value of a tag of a series on the wire; {@code none} if the series has no such tag. */
  static String value(Series series, String key) {
    String value = series.tags().get(key);
    return TagFormat.DATADOG.value(key, value == null ? "" : value);
  }
}
