package com.timgroup.statsd;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/** In place of the client's socket, which would never be written to. */
final class NoChannel implements ClientChannel {

  /** Never open. */
  NoChannel() {}

  @Override
  public int write(ByteBuffer datagram) throws ClosedChannelException {
    throw new ClosedChannelException();
  }

  @Override
  public boolean isOpen() {
    return false;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }

  @Override
  public String getTransportType() {
    return "none";
  }

  @Override
  public int getMaxPacketSizeBytes() {
    return NonBlockingStatsDClient.DEFAULT_UDP_MAX_PACKET_SIZE_BYTES;
  }
}
