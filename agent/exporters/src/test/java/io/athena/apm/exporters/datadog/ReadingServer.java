package io.athena.apm.exporters.datadog;

import io.athena.apm.exporters.LoopbackServer;
import java.util.ArrayList;
import java.util.List;

/** A UDP port, and all lines that have come there. */
final class ReadingServer implements AutoCloseable {

  private final LoopbackServer port = LoopbackServer.large();
  private final List<String> lines = new ArrayList<>();

  int port() {
    return port.port();
  }

  /** Reads what there is. */
  void read() {
    for (String datagram : port.receive()) {
      datagram.lines().forEach(lines::add);
    }
  }

  /** All lines that were read so far. */
  List<String> lines() {
    return lines;
  }

  /** All lines so far. The client was closed, so all it wrote is in the buffer. */
  List<String> lines(int expected) {
    read();
    if (lines.size() != expected) {
      throw new AssertionError(lines.size() + " lines, not " + expected + ": " + first());
    }
    return lines;
  }

  private List<String> first() {
    return lines.subList(0, Math.min(20, lines.size()));
  }

  @Override
  public void close() {
    port.close();
  }
}
