package io.athena.apm.exporters.statsd;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Hands packets to the operating system. Used by one thread at a time; no call waits longer than
 * about a second.
 */
interface PacketSender {

  /** A flush begins: called before its first packet. */
  default void beginFlush() {
    // Of interest where packets are paced and hosts have names.
  }

  /**
   * Sends one packet. Whatever it throws, this packet has not left.
   *
   * @throws java.net.PortUnreachableException where moreover the packet <em>before</em> met a
   *     closed port
   * @throws IOException where it failed for any other reason
   */
  void send(ByteBuffer packet) throws IOException;

  /**
   * Asks for news of the packets that were sent. Does not wait.
   *
   * @throws java.net.PortUnreachableException where the last of them met a closed port
   */
  void check() throws IOException;

  /** Gives the socket back. Does not wait and does not throw. */
  void close();
}
