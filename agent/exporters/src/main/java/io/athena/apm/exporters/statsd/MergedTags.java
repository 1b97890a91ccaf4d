package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Tags;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The constant tags and those of a series in one list, sorted by key; where both have a key, the
 * series' own wins. Keys are lower case. An empty text becomes {@code none}, a reserved key gets a
 * {@code _} behind it. A tag has at most 200 characters, its key at most 100 of them: Datadog keeps
 * no more.
 */
final class MergedTags implements BiConsumer<String, String> {

  private static final int LONGEST = 200;
  private static final int LONGEST_KEY = 100;

  private final Map<String, String> tags = new TreeMap<>();
  private final TagRules rules;

  private MergedTags(TagRules rules) {
    this.rules = rules;
  }

  /** The tags of a series. */
  static MergedTags of(Series series, Tags constant, TagRules rules) {
    MergedTags merged = new MergedTags(rules);
    constant.forEach(merged);
    series.tags().forEach(merged);
    return merged;
  }

  @Override
  public void accept(String key, String value) {
    String kept = rules.key(key.toLowerCase(Locale.ROOT));
    String name = Characters.cut(Characters.orNone(kept), LONGEST_KEY);
    name = rules.isReserved(name) ? name + "_" : name;
    String text = Characters.orNone(rules.value(value));
    tags.put(name, Characters.cut(text, LONGEST - name.length() - 1));
  }

  /**
   * As text.
   *
   * @param first before the first tag
   * @param next before each further one
   */
  String text(String first, String next, char between) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      text.append(text.length() == 0 ? first : next);
      text.append(tag.getKey()).append(between).append(tag.getValue());
    }
    return text.toString();
  }
}
