/**
 * StatsD over UDP or a Unix stream, on the thread of its exporter, without a queue of its own.
 *
 * <pre>
 *   Sample ─► SeriesEncoder ─► LineBuffer ─► Packet ─► PacketSender ─► UDP, Unix stream
 *             (a Dialect's)        │            │             │
 *                                  └─ Carried ──┴── Outbox ◄──┘ sent, or taken back
 * </pre>
 *
 * <p>Cells only grow; what went out is remembered here ({@code Delivered}). A line carries the
 * difference, and remembers what it carries, so that a packet that did not arrive can be taken
 * back: its values go out with a later flush.
 */
package io.athena.apm.exporters.statsd;
