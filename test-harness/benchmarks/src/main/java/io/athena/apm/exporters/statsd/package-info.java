/** Benchmarks of what the StatsD exporter keeps to its package. */
package io.athena.apm.exporters.statsd;
