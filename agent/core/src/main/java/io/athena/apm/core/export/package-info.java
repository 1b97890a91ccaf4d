/**
 * From cells to exporters, on the one thread of the agent.
 *
 * <pre>
 *   FlushLoop ── every interval ──► Registry.snapshot ──► Exporter.export (each contained)
 *       ▲                                                      │
 *       └── final flush at exit                                └──► Delivery: sent, dropped, failed
 * </pre>
 */
package io.athena.apm.core.export;
