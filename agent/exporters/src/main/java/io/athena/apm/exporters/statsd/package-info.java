/**
 * StatsD over UDP or a Unix stream, on the thread of its exporter, without a queue.
 *
 * <pre>
 *   Sample ─► SeriesEncoder ─► Packet ─► Packet ─► PacketSender ─► UDP, Unix stream
 *             (a Dialect's)        │            │             │
 *                             PacketContent ── Outbox ◄───────┘ sent or failed
 * </pre>
 *
 * <p>Cells only grow. An encoder knows how much of its series was sent, and writes the difference.
 * Each packet knows the amounts that its lines contain; they count as sent when the fate of the
 * packet is known. The values of a packet that was lost are part of the next flush.
 */
package io.athena.apm.exporters.statsd;
