/** Benchmarks of package-private classes of the StatsD exporter. */
package io.athena.apm.exporters.statsd;
