package io.athena.apm.command.listen;

import io.athena.apm.command.statsd.Dialect;
import io.athena.apm.command.statsd.MalformedLine;
import io.athena.apm.command.statsd.Message;
import io.athena.apm.command.statsd.SeriesTotal;
import io.athena.apm.command.statsd.StatsdLine;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts and totals of the lines that a listener has received. Not thread-safe. */
final class Reception {

  record Defect(long lines, String first) {

    Defect plus(Defect later) {
      return new Defect(lines + later.lines, first);
    }
  }

  record Notice(Message last, long count) {

    Notice plus(Notice later) {
      return new Notice(later.last, count + later.count);
    }
  }

  private final Dialect dialect;
  private final Map<String, SeriesTotal> totals = new HashMap<>();
  private final SortedMap<String, Defect> defects = new TreeMap<>();
  private final SortedMap<String, Notice> notices = new TreeMap<>();
  private long datagrams;
  private long lines;

  Reception(Dialect dialect) {
    this.dialect = dialect;
  }

  void add(Datagram datagram) {
    datagrams++;
    datagram.lines().forEach(this::add);
  }

  private void add(String line) {
    lines++;
    try {
      add(dialect.read(line));
    } catch (MalformedLine e) {
      defects.merge(e.rule(), new Defect(1, line), Defect::plus);
    }
  }

  private void add(Message message) {
    if (message instanceof StatsdLine metric) {
      totals.computeIfAbsent(metric.series(), key -> new SeriesTotal(metric)).add(metric);
    } else {
      notices.merge(message.series(), new Notice(message, 1), Notice::plus);
    }
  }

  long datagrams() {
    return datagrams;
  }

  long lines() {
    return lines;
  }

  long malformed() {
    return defects.values().stream().mapToLong(Defect::lines).sum();
  }

  /** The number of events ({@code _e}) or service checks ({@code _sc}) that arrived. */
  long notices(String symbol) {
    return notices.values().stream()
        .filter(notice -> notice.last().symbol().equals(symbol))
        .mapToLong(Notice::count)
        .sum();
  }

  /** Events and service checks in the order of their names. */
  Collection<Notice> notices() {
    return notices.values();
  }

  /** The metrics, in the order of their names. */
  List<SeriesTotal> totals() {
    return totals.values().stream().sorted(SeriesTotal.BY_NAME).toList();
  }

  /** The defects by rule. */
  SortedMap<String, Defect> defects() {
    return defects;
  }
}
