package io.athena.apm.exporters.statsd;

import io.athena.apm.core.metrics.Series;
import io.athena.apm.core.metrics.Tags;
import java.nio.charset.StandardCharsets;
import java.util.StringTokenizer;

/**
 * The name and the tags of a series as DogStatsD takes them, for a client that writes the lines
 * itself and escapes nothing.
 */
public final class DogStatsdNames {

  private final String name;
  private final String[] tags;

  private DogStatsdNames(String name, String[] tags) {
    this.name = name;
    this.tags = tags;
  }

  /**
   * The names of a series.
   *
   * @param constant the tags that every series carries
   */
  public static DogStatsdNames of(Series series, Tags constant) {
    SeriesText text = new TaggedNames("").text(series, constant);
    String prefix = new String(text.prefix(), StandardCharsets.UTF_8);
    String suffix = new String(text.suffix(), StandardCharsets.UTF_8);
    StringTokenizer listed =
        new StringTokenizer(suffix.isEmpty() ? "" : suffix.substring("|#".length()), ",");
    String[] tags = new String[listed.countTokens()];
    for (int i = 0; i < tags.length; i++) {
      tags[i] = listed.nextToken();
    }
    return new DogStatsdNames(prefix.substring(0, prefix.length() - 1), tags);
  }

  /** Letters, digits, {@code _} and {@code .}. */
  public String name() {
    return name;
  }

  /** The value of a tag as it goes out; {@code none} where the series has no such tag. */
  public String tag(String key) {
    for (String tag : tags) {
      if (tag.startsWith(key + ":")) {
        return tag.substring(key.length() + 1);
      }
    }
    return Characters.orNone("");
  }

  /** {@code key:value}; not to be changed. */
  public String[] tags() {
    return tags;
  }
}
