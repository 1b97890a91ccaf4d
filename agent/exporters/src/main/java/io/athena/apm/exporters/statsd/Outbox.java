package io.athena.apm.exporters.statsd;

import io.athena.apm.core.export.Delivery;
import java.io.IOException;
import java.net.PortUnreachableException;

/** Lines to packets, packets to the sender, and the account of both. */
/*
 * What is known of a packet, and when
 *
 * UDP tells of one failure only: that the port is closed. A connected socket hears of it after the
 * datagram has left, and throws at the next write; that next datagram then does not leave. So the
 * packet before the current one is in doubt, and is taken back when the write after it throws. Over
 * six writes to a closed port this looks like ok, fail, ok, fail, ok, fail.
 *
 * The first packet of a flush is sent again when its write throws: the failure was that of the last
 * flush, and the server may be back. If it is not, the next write tells. Any later failure ends the
 * flush: what is in the packet goes back to the cells, what was not written yet never left them.
 *
 * Nothing is ever said about a packet that did arrive. An outage counts as over when the last
 * packet of a whole flush had the interval's seconds to come back as an error and did not: when the
 * first write of the next flush goes well.
 *
 * What this can't know: a far server's error takes a round trip and then names a later packet than
 * the first that was lost, and a packet that the network drops leaves no trace at all.
 */
final class Outbox implements LineSink {

  private final LineBuffer line;
  private final Packet packet;
  private final PacketSender sender;
  private final Pacer pacer;
  private final Delivery delivery;
  private final Outage outage;
  private final Carried inDoubt = new Carried();
  private int linesInDoubt;
  private boolean firstOfFlush;
  private boolean lastFlushCameBack;

  /** Nothing sent yet. */
  Outbox(
      StatsdSettings settings, PacketSender sender, Pacer pacer, Delivery delivery, Outage outage) {
    this.line = new LineBuffer(settings.packetSize());
    this.packet = new Packet(settings.packetSize(), settings.batchSize());
    this.sender = sender;
    this.pacer = pacer;
    this.delivery = delivery;
    this.outage = outage;
  }

  /** A flush begins. */
  void beginFlush() {
    firstOfFlush = true;
    lastFlushCameBack = false;
  }

  /**
   * Whether this flush has heard that the end of the last one did not arrive, and could send since.
   * Those values are in the cells again, but this flush has passed them by.
   */
  boolean lastFlushCameBack() {
    return lastFlushCameBack;
  }

  @Override
  public LineBuffer begin() {
    return line.clear();
  }

  @Override
  public boolean end() {
    if (!packet.couldHold(line)) {
      line.carried().deliver();
      delivery.dropped(line.lines());
      return true;
    }
    if (!packet.hasRoomFor(line) && !sendPacket()) {
      return false;
    }
    packet.add(line);
    return true;
  }

  /**
   * No more lines.
   *
   * @return whether they are all on their way
   */
  boolean endFlush() {
    return packet.lines() == 0 || sendPacket();
  }

  private boolean sendPacket() {
    try {
      send();
      packetSent();
      return true;
    } catch (IOException | RuntimeException problem) {
      packetFailed(problem);
      return false;
    } finally {
      packet.clear();
      firstOfFlush = false;
    }
  }

  private void send() throws IOException {
    try {
      sender.send(packet.bytes());
      if (firstOfFlush && linesInDoubt > 0) {
        outage.delivered();
      }
    } catch (PortUnreachableException problem) {
      takeBackPacketInDoubt();
      if (!firstOfFlush) {
        throw problem;
      }
      outage.failed(problem);
      sender.send(packet.bytes());
      lastFlushCameBack = true;
    }
  }

  private void takeBackPacketInDoubt() {
    inDoubt.takeBack();
    delivery.failedAfterAll(linesInDoubt);
    linesInDoubt = 0;
  }

  private void packetSent() {
    delivery.sent(packet.lines(), packet.length());
    inDoubt.clear();
    inDoubt.addAll(packet.carried());
    linesInDoubt = packet.lines();
    pacer.datagramSent();
  }

  private void packetFailed(Exception problem) {
    packet.carried().takeBack();
    delivery.failed(packet.lines());
    inDoubt.clear();
    linesInDoubt = 0;
    outage.failed(problem);
  }
}
