/**
 * Measurements by hand.
 *
 * <pre>
 *   AthenaApi, advice in Apm and Span ──► ApiProbe = ApiMeasurements
 *                                                        │
 *      span, count, gauge, histogram ──► NamedMetrics ───┤   by name and tags, created at the first use
 *      record...                     ──► CatalogueCells ─┘   the metrics that libraries report to
 * </pre>
 */
package io.athena.apm.instrumentation.api;
