package com.timgroup.statsd;

import java.nio.channels.WritableByteChannel;

/** Is shown each datagram of a client, and what went wrong outside of them. */
public interface DatagramObserver extends StatsDClientErrorHandler {

  /**
   * The channel to write to in place of the client's own. Written to by one thread of the client.
   */
  WritableByteChannel observed(WritableByteChannel channel);
}
