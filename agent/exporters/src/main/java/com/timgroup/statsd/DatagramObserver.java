package com.timgroup.statsd;

import java.nio.channels.WritableByteChannel;

/** Is told each line of a client and shown each datagram, and what went wrong outside of them. */
public interface DatagramObserver extends StatsDClientErrorHandler {

  /** A line is finished, perhaps one that is too long. Told by one thread of the client. */
  void lineWritten();

  /**
   * The channel to write to in place of the client's own. Written to by one thread of the client.
   */
  WritableByteChannel observed(WritableByteChannel channel);
}
