package io.athena.apm.exporters.statsd;

import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.export.Shutdown;
import io.athena.apm.exporters.pacing.Pause;
import java.io.IOException;
import java.net.PortUnreachableException;
import java.util.function.Consumer;

/** Puts lines into packets, sends the packets, and counts the lines that are sent or fail. */
/*
 * When the fate of a packet is known
 *
 * UDP reports one failure only: that the port is closed. The error comes back after the datagram was
 * sent, over loopback at once and from elsewhere after a round trip, and a connected socket throws
 * it at its next call; a datagram of that call is not sent. So the latest packet is in doubt until
 * the next call. If that call does not throw, the lines of the packet count as sent and their values
 * as delivered.
 *
 * A port is usually closed for whole flushes. So the first packet of each flush is sent alone, and
 * the others follow a millisecond later if no error has come back. After the last packet the socket
 * is checked again, and once more when the next flush begins, before anything is encoded: values of
 * a packet that was lost are part of that flush. After the last flush of the JVM the exporter waits
 * two milliseconds for an error.
 *
 * A failure ends the flush: values that were not sent are still in the cells. A flush that has
 * lasted too long ends as well; the next one begins where it stopped, so that a slow receiver gets
 * every series in turn.
 *
 * No packet that arrived is ever reported as lost. But an error that takes longer than a millisecond
 * is attributed to a later packet than the first that was lost, and a packet that the network drops
 * causes no error.
 */
final class Outbox implements LineSink {

  private static final int LAST_RESTS = 2;

  private static final int MOST_SHOWN = 100;

  private final Packet packet;
  private final PacketSender sender;
  private final Pause pause;
  private final Delivery delivery;
  private final FlushBreaker breaker;
  private final Shutdown.FlushLimit time;
  private final int packetSize;
  private final Consumer<String> report;
  private final PacketContent inDoubt = new PacketContent(); // of the latest packet
  private int linesInDoubt;
  private int bytesInDoubt;
  private boolean reportedLongLine;
  private int packets;

  Outbox(
      StatsdSettings settings,
      PacketSender sender,
      Pause pause,
      Delivery delivery,
      FlushBreaker breaker,
      Shutdown.FlushLimit time,
      Consumer<String> report) {
    this.packet = new Packet(settings.packetSize(), settings.batchSize());
    this.sender = sender;
    this.pause = pause;
    this.delivery = delivery;
    this.breaker = breaker;
    this.time = time;
    this.packetSize = settings.packetSize();
    this.report = report;
  }

  /** Begins a flush; false if the breaker skips it. */
  boolean beginFlush() {
    if (noErrorCameBack() && linesInDoubt > 0) {
      arrived();
      breaker.delivered();
    }
    packets = 0;
    time.begin();
    sender.beginFlush();
    return breaker.allowsFlush();
  }

  /** Whether this flush ended because it took too long, not because it failed. */
  boolean isOutOfTime() {
    return time.isOver();
  }

  boolean isLastFlush() {
    return time.isLast();
  }

  @Override
  public Packet begin() {
    return packet.beginLine();
  }

  @Override
  public boolean end() {
    if (!packet.couldHold(0)) {
      drop();
      return true;
    }
    if (!packet.hasRoom() && (!sendPacket() || time.isOver())) {
      return false;
    }
    delivery.written(packet.newLines());
    packet.addLine();
    return true;
  }

  /** The line is longer than a packet. Only the first such line is reported. */
  private void drop() {
    packet.lineContent().sent();
    delivery.written(packet.newLines());
    delivery.dropped(packet.newLines());
    if (!reportedLongLine) {
      reportedLongLine = true;
      String message =
          "%s: a line of %d bytes is longer than packet.size (%d) and is dropped; further ones are"
              + " counted, not reported: %s...";
      String start = packet.lineStart(MOST_SHOWN);
      report.accept(message.formatted(delivery.exporter(), packet.lineLength(), packetSize, start));
    }
  }

  void endFlush() {
    if (packet.lines() == 0 || sendPacket()) {
      noErrorCameBack();
    }
  }

  /** Ends after the last flush, and waits a moment for an error of its last packet. */
  void close() {
    for (int rests = 0; linesInDoubt > 0 && rests < LAST_RESTS; rests++) {
      pause.rest(Pause.MOMENT_NANOS);
      noErrorCameBack();
    }
    arrived();
    sender.close();
  }

  private boolean sendPacket() {
    try {
      send();
      packetSent();
      return true;
    } catch (IOException | RuntimeException problem) {
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
    arrived();
    packets++;
    inDoubt.addAll(packet.content());
    linesInDoubt = packet.lines();
    bytesInDoubt = packet.length();
  }

  /** No error has come back for the latest packet. */
  private void arrived() {
    delivery.sent(linesInDoubt, bytesInDoubt);
    inDoubt.sent();
    linesInDoubt = 0;
    bytesInDoubt = 0;
  }

  private boolean noErrorCameBack() {
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
      delivery.failed(linesInDoubt);
      inDoubt.clear();
      linesInDoubt = 0;
      bytesInDoubt = 0;
    }
    arrived();
    breaker.failed(problem);
  }
}
