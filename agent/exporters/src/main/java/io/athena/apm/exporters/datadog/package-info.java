/**
 * The Datadog Agent, by Datadog's client.
 *
 * <pre>
 *   Sample ─► SentSeries ─► DatadogLines ─► Datadog's client ─► UDP
 *             (the difference)  (pace, count)   (its two threads, for one flush)
 * </pre>
 */
package io.athena.apm.exporters.datadog;
