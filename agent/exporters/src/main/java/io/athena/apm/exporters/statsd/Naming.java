package io.athena.apm.exporters.statsd;

import io.athena.apm.core.metrics.Series;
import io.athena.apm.core.metrics.Tags;

/** Where a dialect puts the metric's name and the tags. */
interface Naming {

  /**
   * What stands around the values of a series, with all characters replaced that would break a
   * line. Called once for each series.
   *
   * @param constant the tags that every series of the JVM carries
   */
  SeriesText text(Series series, Tags constant);
}
