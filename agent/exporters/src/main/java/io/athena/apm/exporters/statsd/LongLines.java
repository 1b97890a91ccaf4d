package io.athena.apm.exporters.statsd;

import java.util.function.Consumer;

/** Tells the operator of the first line that no datagram can hold; later ones are only counted. */
final class LongLines {

  private static final int MOST_SHOWN = 100;

  private final String exporter;
  private final int packetSize;
  private final Consumer<String> report;
  private boolean told;

  /**
   * None met yet.
   *
   * @param exporter the name of its provider
   * @param packetSize as set
   * @param report takes one sentence
   */
  LongLines(String exporter, int packetSize, Consumer<String> report) {
    this.exporter = exporter;
    this.packetSize = packetSize;
    this.report = report;
  }

  /** A line is dropped. */
  void dropped(LineBuffer line) {
    if (!told) {
      told = true;
      report.accept(
          exporter
              + ": a line of "
              + line.length()
              + " bytes is longer than packet.size ("
              + packetSize
              + ") and is dropped, as others will be, silently: "
              + line.start(MOST_SHOWN)
              + "...");
    }
  }
}
