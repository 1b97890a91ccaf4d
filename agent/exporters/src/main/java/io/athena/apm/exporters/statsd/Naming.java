package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Tags;

/** Writes the name and the tags of a series in a dialect. */
interface Naming {

  /**
   * The text around the values of a series, without characters that would break a line. Called once
   * for each series.
   *
   * @param constant the tags that every series of the JVM carries
   */
  SeriesText text(Series series, Tags constant);
}
