package io.athena.apm.exporters.statsd;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Hands packets to the operating system. */
interface PacketSender {

  /**
   * Sends one datagram.
   *
   * @throws java.net.PortUnreachableException where an <em>earlier</em> datagram met a closed port;
   *     this one has not left
   * @throws IOException where it has not left for any other reason
   */
  void send(ByteBuffer packet) throws IOException;

  /** Gives the socket back. Does not wait and does not throw. */
  void close();
}
