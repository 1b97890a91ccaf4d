package io.athena.apm.exporters.datadog;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the datagrams of one flush after the other. Used by one thread at a time. */
interface AgentPort {

  /**
   * A flush begins.
   *
   * @throws IOException where nothing of it can be sent: the Agent's host is not known
   */
  void open() throws IOException;

  /**
   * Hands a datagram to the operating system.
   *
   * @throws IOException where it was not taken; the next one may be
   */
  void send(ByteBuffer datagram) throws IOException;

  /** The flush ends, perhaps one that could not begin. */
  void close();
}
