package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.metrics.Tags;
import java.util.ArrayList;
import java.util.List;

/** Takes every line and counts it as delivered. */
final class CollectedLines implements LineSink {

  private final Packet line;
  private final List<String> lines = new ArrayList<>();

  CollectedLines(int limit) {
    this.line = new Packet(limit, 1);
  }

  /** The lines of a first flush. */
  static List<String> of(Snapshot snapshot, Dialect dialect, Tags constant) {
    return of(snapshot, new Encoders(dialect, DogStatsdProtocol.DEFAULT, constant));
  }

  /** The lines of a flush. */
  static List<String> of(Snapshot snapshot, Encoders encoders) {
    CollectedLines sink = new CollectedLines(StatsdSettings.DEFAULT_PACKET_SIZE);
    for (Sample sample : snapshot.samples()) {
      encoders.of(sample.series()).encode(sample, sink);
    }
    return sink.lines;
  }

  @Override
  public Packet begin() {
    return line.beginLine();
  }

  @Override
  public boolean end() {
    lines.add(line.lineStart(line.lineLength()));
    line.lineContent().sent();
    return true;
  }

  /** What has come so far. */
  List<String> lines() {
    return lines;
  }
}
