package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Tags;

/** Tags that are part of the name: {@code cache.hit;cache=sessions;env=prod:1|c}. */
final class TagsInName implements Naming {

  private final String separator;
  private final TagRules rules;

  /**
   * Names of one dialect.
   *
   * @param separator before each tag
   */
  TagsInName(String separator, TagRules rules) {
    this.separator = separator;
    this.rules = rules;
  }

  @Override
  public SeriesText text(Series series, Tags constant) {
    String tags = MergedTags.of(series, constant, rules).text(separator, separator, '=');
    return new SeriesText(FoldedNames.metric(series.metric().name()) + tags + ":", "");
  }
}
