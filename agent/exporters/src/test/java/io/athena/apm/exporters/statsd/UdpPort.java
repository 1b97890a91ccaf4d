package io.athena.apm.exporters.statsd;

import java.io.IOException;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A connected UDP socket as the kernel makes it: a datagram to a closed port seems to leave, and
 * the next write throws and does not leave.
 */
final class UdpPort implements PacketSender {

  private final List<String> received = new ArrayList<>();
  private boolean open = true;
  private boolean errorPending;
  private Exception broken;

  void open() {
    open = true;
  }

  void shut() {
    open = false;
  }

  /** Every write throws, until null is given. */
  void breakWith(Exception problem) {
    broken = problem;
  }

  /** The datagrams that arrived since the last call. */
  List<String> receive() {
    List<String> arrived = List.copyOf(received);
    received.clear();
    return arrived;
  }

  @Override
  public void send(ByteBuffer packet) throws IOException {
    if (errorPending) {
      errorPending = false;
      throw new PortUnreachableException();
    }
    if (broken instanceof IOException problem) {
      throw problem;
    }
    if (broken instanceof RuntimeException problem) {
      throw problem;
    }
    if (open) {
      received.add(StandardCharsets.UTF_8.decode(packet).toString());
    } else {
      errorPending = true;
    }
  }

  @Override
  public void close() {}
}
