/**
 * {@code listen}: what reaches a UDP port, line by line and in total.
 *
 * <pre>
 *   UDP ─► UdpReceiver ─► Datagram ─► Listening ─► Reception ─► ReceptionReport (totals, now and then and at the end)
 *          (own thread)               (own thread)     └─► DatagramReport (as it arrives)
 * </pre>
 */
package io.athena.apm.command.listen;
