/**
 * {@code listen}: prints the lines that reach a UDP port, and their totals.
 *
 * <pre>
 *   UDP ─► UdpReceiver ─► Datagram ─► Listening ─► Reception ─► ReceptionReport (totals, at intervals and at the end)
 *          (own thread)               (own thread)     └─► DatagramReport (as it arrives)
 * </pre>
 */
package io.athena.apm.command.listen;
