package io.athena.apm.exporters.statsd;

import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.export.Shutdown;
import io.athena.apm.exporters.pacing.Pause;
import java.io.IOException;
import java.net.PortUnreachableException;

/** Lines to packets, packets to the sender, and the account of both. */
/*
 * What is known of a packet, and when
 *
 * UDP tells of one failure only: that the port is closed. A connected socket hears of it after the
 * datagram has left, over loopback at once and from elsewhere after a round trip, and says so at
 * the next call; a datagram that this call was to send does not leave. So the last packet is in
 * doubt until the next call, and is taken back when that one throws.
 *
 * A port is mostly closed for whole flushes, so the first packet of each goes ahead, and the rest
 * follows after a millisecond without news. After the last one news is asked for again, and once
 * more when the next flush begins, before anything is encoded: what is taken back then goes out
 * with that flush. After the very last flush two milliseconds are waited for it.
 *
 * A failure ends the flush: what is in the packet goes back to the cells, what was not written yet
 * never left them. So does a flush that has lasted too long; the next one then begins where it
 * ended, so that a slow receiver gets every series in turn.
 *
 * Nothing is ever said about a packet that did arrive. What this can't know: an error that takes
 * longer than a millisecond names a later packet than the first that was lost, and a packet that
 * the network drops leaves no trace at all.
 */
final class Outbox implements LineSink {

  private static final int LAST_RESTS = 2;

  private final LineBuffer line;
  private final Packet packet;
  private final PacketSender sender;
  private final Pause pause;
  private final Delivery delivery;
  private final CircuitBreaker breaker;
  private final Shutdown.FlushLimit time;
  private final LongLines longLines;
  private final Carried inDoubt = new Carried();
  private int linesInDoubt;
  private int packets;
  private boolean withoutNews; // the last flush has sent something, and nothing bad is known

  /** Nothing sent yet. */
  Outbox(
      StatsdSettings settings,
      PacketSender sender,
      Pause pause,
      Delivery delivery,
      CircuitBreaker breaker,
      Shutdown.FlushLimit time,
      LongLines longLines) {
    this.line = new LineBuffer(settings.packetSize());
    this.packet = new Packet(settings.packetSize(), settings.batchSize());
    this.sender = sender;
    this.pause = pause;
    this.delivery = delivery;
    this.breaker = breaker;
    this.time = time;
    this.longLines = longLines;
  }

  /**
   * A flush begins.
   *
   * @return whether it is to go on
   */
  boolean beginFlush() {
    if (newsIsGood() && withoutNews) {
      breaker.delivered();
    }
    withoutNews = false;
    packets = 0;
    time.begin();
    sender.beginFlush();
    return breaker.allowsFlush();
  }

  /** Whether this flush has ended because it took too long, not because it failed. */
  boolean isOutOfTime() {
    return time.isOver();
  }

  /** Whether no other flush follows this one. */
  boolean isLastFlush() {
    return time.isLast();
  }

  @Override
  public LineBuffer begin() {
    return line.clear();
  }

  @Override
  public boolean end() {
    if (!packet.couldHold(line)) {
      line.carried().deliver();
      delivery.written(line.lines());
      delivery.dropped(line.lines());
      longLines.dropped(line);
      return true;
    }
    if (!packet.hasRoomFor(line) && (!sendPacket() || time.isOver())) {
      return false;
    }
    delivery.written(line.lines());
    packet.add(line);
    return true;
  }

  /** No more lines. */
  void endFlush() {
    if (packet.lines() == 0 || sendPacket()) {
      newsIsGood();
    }
  }

  /** No more flushes. Waits for a last moment whether the last packet comes back. */
  void close() {
    for (int rests = 0; withoutNews && rests < LAST_RESTS; rests++) {
      pause.rest(Pause.MOMENT_NANOS);
      newsIsGood();
    }
    sender.close();
  }

  private boolean sendPacket() {
    try {
      send();
      packetSent();
      return true;
    } catch (IOException | RuntimeException problem) {
      packet.carried().takeBack();
      delivery.failed(packet.lines());
      failed(problem);
      return false;
    } finally {
      packet.clear();
    }
  }

  private void send() throws IOException {
    if (packets == 1) {
      pause.rest(Pause.MOMENT_NANOS);
      sender.check();
    }
    sender.send(packet.bytes());
  }

  private void packetSent() {
    packets++;
    withoutNews = true;
    delivery.sent(packet.lines(), packet.length());
    inDoubt.clear();
    inDoubt.addAll(packet.carried());
    linesInDoubt = packet.lines();
  }

  private boolean newsIsGood() {
    try {
      sender.check();
      return true;
    } catch (IOException | RuntimeException problem) {
      failed(problem);
      return false;
    }
  }

  private void failed(Exception problem) {
    if (problem instanceof PortUnreachableException) {
      inDoubt.takeBack();
      delivery.failedAfterAll(linesInDoubt);
    }
    inDoubt.clear();
    linesInDoubt = 0;
    withoutNews = false;
    breaker.failed(problem);
  }
}
