package io.athena.apm.command.listen;

import io.athena.apm.command.TextTable;
import io.athena.apm.command.statsd.Dialect;
import io.athena.apm.command.statsd.MalformedLine;
import io.athena.apm.command.statsd.Sample;
import io.athena.apm.command.statsd.StatsdLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One datagram as text for people: its lines decoded, malformed ones with the reason. */
final class DatagramReport {

  private static final int SHOWN_VALUES = 8;

  private final Dialect dialect;

  DatagramReport(Dialect dialect) {
    this.dialect = dialect;
  }

  List<String> lines(Datagram datagram) {
    List<String> received = datagram.lines();
    List<String> malformed = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (String line : received) {
      try {
        rows.add(row(dialect.parse(line)));
      } catch (MalformedLine broken) {
        malformed.add("  MALFORMED " + broken.reason() + ": " + line);
      }
    }
    List<String> report = new ArrayList<>();
    report.add(datagram.size() + " bytes, " + received.size() + " lines");
    report.addAll(new TextTable(5, rows).lines());
    report.addAll(malformed);
    return report;
  }

  private static List<String> row(StatsdLine line) {
    return List.of(
        "", line.name(), tags(line.tags()), line.type().symbol(), values(line.samples()));
  }

  private static String tags(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> tag.getValue().isEmpty() ? tag.getKey() : tag.getKey() + ":" + tag.getValue())
        .collect(Collectors.joining(","));
  }

  /** The first few; where they stand for more than themselves, for how many. */
  private static String values(List<Sample> samples) {
    String shown =
        samples.stream().limit(SHOWN_VALUES).map(Sample::text).collect(Collectors.joining(" "));
    int more = samples.size() - SHOWN_VALUES;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}
