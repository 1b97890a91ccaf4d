package io.athena.apm.exporters.statsd;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;

/** A UDP port of the loopback interface; a thread receives and discards its datagrams. */
final class EmptiedPort implements AutoCloseable {

  private final DatagramChannel channel;

  EmptiedPort() {
    try {
      channel =
          DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::empty, "emptied port");
    thread.setDaemon(true);
    thread.start();
  }

  int number() {
    return channel.socket().getLocalPort();
  }

  private void empty() {
    ByteBuffer datagram = ByteBuffer.allocateDirect(65_536);
    try {
      while (true) {
        channel.receive(datagram.clear());
      }
    } catch (ClosedChannelException e) {
      // The benchmark is over.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
