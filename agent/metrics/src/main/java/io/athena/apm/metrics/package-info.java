/**
 * Cells, to which application threads add, and snapshots of them, which exporters read.
 *
 * <pre>
 *   application thread                        athena-apm thread
 *   Family.get(values) ─► Counter.add         Registry.snapshot() ─► Snapshot ─► exporters
 *                       ─► Histogram.record        ▲
 *                                                  └── pollers, gauges
 * </pre>
 *
 * <p>Cells only grow and are never reset: each exporter stores the values that it last sent. A
 * flush that fails loses nothing, and two exporters always agree.
 */
package io.athena.apm.metrics;
