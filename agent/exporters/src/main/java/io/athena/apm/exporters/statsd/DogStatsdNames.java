package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Tags;
import java.nio.charset.StandardCharsets;

/**
 * The name and the tags of a series as DogStatsD takes them, for a client that writes the lines
 * itself and escapes nothing.
 */
public final class DogStatsdNames {

  /** Of no series. */
  public static final DogStatsdNames NONE = new DogStatsdNames("", "");

  private static final String[] NO_TAGS = new String[0];

  private final String name;
  private final String tags; // one text takes less than one for each of them

  private DogStatsdNames(String name, String tags) {
    this.name = name;
    this.tags = tags;
  }

  /**
   * The names of a series.
   *
   * @param constant the tags that every series carries
   * @param before another series, which shares the text of its name where this one has the same
   */
  public static DogStatsdNames of(Series series, Tags constant, DogStatsdNames before) {
    SeriesText text = new TaggedNames("").text(series, constant);
    String prefix = new String(text.prefix(), StandardCharsets.UTF_8);
    String suffix = new String(text.suffix(), StandardCharsets.UTF_8);
    String name = prefix.substring(0, prefix.length() - 1);
    return new DogStatsdNames(
        name.equals(before.name) ? before.name : name,
        suffix.isEmpty() ? "" : suffix.substring("|#".length()));
  }

  /** Letters, digits, {@code _} and {@code .}. */
  public String name() {
    return name;
  }

  /** The value of a tag as it goes out; {@code none} where the series has no such tag. */
  public String tag(String key) {
    String before = "," + key + ":";
    int at = ("," + tags).indexOf(before);
    if (at < 0) {
      return Characters.orNone("");
    }
    int value = at + before.length() - 1;
    int end = tags.indexOf(',', value);
    return tags.substring(value, end < 0 ? tags.length() : end);
  }

  /** {@code key:value,key:value} as if it were one tag, or no tag. */
  public String[] tags() {
    return tags.isEmpty() ? NO_TAGS : new String[] {tags};
  }
}
