package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Tags;

/**
 * DogStatsD: {@code cache.hit:1|c|#cache:sessions,env:prod}.
 *
 * <p>Names hold ASCII letters, digits, {@code _} and {@code .}, start with a letter and have at
 * most 200 characters; anything else becomes {@code _}. Keys keep {@code _ - . /}. Values keep all
 * of Unicode but what would break a line: commas, pipes, blanks and control characters become
 * {@code _}.
 */
final class TaggedNames implements Naming {

  private static final int LONGEST = 200;

  private final String fields;

  /**
   * Names with Datadog's tags.
   *
   * @param fields what stands behind the tags of every line
   */
  TaggedNames(String fields) {
    this.fields = fields;
  }

  @Override
  public SeriesText text(Series series, Tags constant) {
    String tags = MergedTags.of(series, constant, TagRules.DATADOG).text("|#", ",", ':');
    return new SeriesText(name(series.metric().name()) + ":", tags + fields);
  }

  private static String name(String text) {
    String name = Characters.ascii(text, "_.");
    boolean letterFirst = !name.isEmpty() && Characters.isLetter(name.charAt(0));
    return Characters.cut(letterFirst ? name : "m_" + name, LONGEST);
  }
}
