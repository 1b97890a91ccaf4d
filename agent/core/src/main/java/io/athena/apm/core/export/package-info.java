/**
 * From cells to exporters, on the one thread of the agent, or a thread for each of several
 * exporters.
 *
 * <pre>
 *   AgentLoop ── every interval ──► Registry.snapshot ──► Exporter.export (each contained)
 *       ▲                                                      │
 *       └── last flush at exit                                 └──► Delivery: sent, dropped, failed
 * </pre>
 */
package io.athena.apm.core.export;
