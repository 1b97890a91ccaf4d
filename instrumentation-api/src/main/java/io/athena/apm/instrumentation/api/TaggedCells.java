package io.athena.apm.instrumentation.api;

import io.athena.apm.metrics.Cell;
import io.athena.apm.metrics.Family;

/**
 * The cells of a counter, gauge or histogram.
 *
 * @param family of a metric with these tags
 */
record TaggedCells<C extends Cell>(TagNames tags, Family<C> family) implements Tagged {

  /** The cell of these pairs, which fit the tags. */
  C get(String... pairs) {
    return tags.cell(family, null, null, pairs);
  }
}
