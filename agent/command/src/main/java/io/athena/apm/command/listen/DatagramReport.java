package io.athena.apm.command.listen;

import io.athena.apm.command.TextTable;
import io.athena.apm.command.statsd.Dialect;
import io.athena.apm.command.statsd.Event;
import io.athena.apm.command.statsd.MalformedLine;
import io.athena.apm.command.statsd.Message;
import io.athena.apm.command.statsd.Sample;
import io.athena.apm.command.statsd.ServiceCheck;
import io.athena.apm.command.statsd.StatsdLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Formats a datagram: its lines decoded, malformed ones with the reason. */
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
        rows.add(row(dialect.read(line)));
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

  private static List<String> row(Message message) {
    return List.of("", message.name(), message.tagText(), message.symbol(), content(message));
  }

  private static String content(Message message) {
    if (message instanceof Event event) {
      return event.alertType() + ": " + event.text();
    }
    return message instanceof ServiceCheck check
        ? (check.status() + " " + check.message()).strip()
        : values(((StatsdLine) message).samples());
  }

  private static String values(List<Sample> samples) {
    String shown =
        samples.stream().limit(SHOWN_VALUES).map(Sample::text).collect(Collectors.joining(" "));
    int more = samples.size() - SHOWN_VALUES;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}
