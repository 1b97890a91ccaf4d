package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.LineSink;
import io.athena.apm.core.export.Delivery;
import io.athena.apm.exporters.pacing.Pacer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Lines to datagrams, datagrams to the Agent, and the account of both. Rests between datagrams.
 * Used by the thread of the flush.
 *
 * <p>What becomes of lines that the operating system did not take is said by who knows the flush.
 */
final class Datagrams implements LineSink {

  /** Bytes in a datagram: what Datadog's client has over UDP. */
  static final int LONGEST = 1_432;

  private final ByteBuffer packet = ByteBuffer.allocateDirect(LONGEST);
  private final AgentPort agent;
  private final Pacer pacer;
  private final Delivery delivery;
  private int lines; // in the packet
  private int sent;
  private int refused;
  private String problem = "";

  /** None yet. */
  Datagrams(AgentPort agent, Pacer pacer, Delivery delivery) {
    this.agent = agent;
    this.pacer = pacer;
    this.delivery = delivery;
  }

  /** A flush begins. */
  void begin() {
    pacer.beginFlush();
    packet.clear();
    lines = 0;
    sent = 0;
    refused = 0;
    problem = "";
  }

  @Override
  public void line(CharSequence text) {
    byte[] line = text.toString().getBytes(StandardCharsets.UTF_8);
    if (line.length > LONGEST) {
      unsendable();
      return;
    }
    if (line.length > packet.remaining()) {
      send();
    }
    delivery.written(1);
    packet.put(line);
    lines++;
  }

  /** A line is too long, or could not be written. */
  void unsendable() {
    delivery.written(1);
    delivery.dropped(1);
  }

  /** No more lines. */
  void end() {
    if (lines > 0) {
      send();
    }
  }

  /** How many lines of this flush have left. */
  int sent() {
    return sent;
  }

  /** How many lines of this flush were not taken. */
  int refused() {
    return refused;
  }

  /** Why the first datagram that was not taken was not. */
  String problem() {
    return problem;
  }

  /** What is to be said of a problem. */
  static String reason(Exception problem) {
    return problem.getMessage() == null ? problem.toString() : problem.getMessage();
  }

  private void send() {
    int size = packet.flip().remaining();
    try {
      agent.send(packet);
      sent += lines;
      delivery.sent(lines, size);
    } catch (IOException | RuntimeException notTaken) {
      refused += lines;
      problem = problem.isEmpty() ? reason(notTaken) : problem;
    }
    packet.clear();
    lines = 0;
    pacer.datagramSent();
  }
}
