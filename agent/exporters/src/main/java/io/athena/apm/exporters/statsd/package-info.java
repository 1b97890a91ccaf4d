/**
 * StatsD over UDP or a Unix stream, on the thread of its exporter, without a queue.
 *
 * <pre>
 *   Sample ─► SeriesEncoder ─► Packet ─► Packet ─► PacketSender ─► UDP, Unix stream
 *             (a Dialect's)        │            │             │
 *                             PacketContent ── Outbox ◄───────┘ sent or failed
 * </pre>
 *
 * <p>Cells only grow. An encoder stores how much of its series was sent, and writes the difference.
 * Each packet stores the amounts in its lines; they count as sent when it is known that the packet
 * was sent. The next flush sends the values of a packet that was lost.
 */
package io.athena.apm.exporters.statsd;
