/**
 * Prometheus: an HTTP endpoint that a server scrapes, in the text format 0.0.4, OpenMetrics 1.0 or
 * the protobuf format with native histograms.
 */
package io.athena.apm.exporters.prometheus;
