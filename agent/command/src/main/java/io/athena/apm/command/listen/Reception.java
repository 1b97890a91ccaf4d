package io.athena.apm.command.listen;

import io.athena.apm.command.statsd.Dialect;
import io.athena.apm.command.statsd.MalformedLine;
import io.athena.apm.command.statsd.Message;
import io.athena.apm.command.statsd.StatsdLine;
import io.athena.apm.command.statsd.StatsdTotals;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a listener has received: counts and totals instead of the lines themselves. */
final class Reception {

  /** A rule that lines broke, and the first of them. */
  record Defect(long lines, String first) {

    Defect plus(Defect later) {
      return new Defect(lines + later.lines, first);
    }
  }

  private final Dialect dialect;
  private final StatsdTotals totals = new StatsdTotals();
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
      totals.add(metric);
    } else {
      Notice notice = Notice.of(message);
      notices.merge(notice.key(), notice, Notice::plus);
    }
  }

  long datagrams() {
    return datagrams;
  }

  long lines() {
    return lines;
  }

  /** How many lines broke a rule. */
  long malformed() {
    return defects.values().stream().mapToLong(Defect::lines).sum();
  }

  /** How many events ({@code _e}) or service checks ({@code _sc}) arrived. */
  long notices(String symbol) {
    return notices.values().stream()
        .filter(notice -> notice.symbol().equals(symbol))
        .mapToLong(Notice::count)
        .sum();
  }

  /** Events and service checks, which are no metrics, in the order of their names. */
  Collection<Notice> notices() {
    return notices.values();
  }

  StatsdTotals totals() {
    return totals;
  }

  /** By the rule broken. */
  SortedMap<String, Defect> defects() {
    return defects;
  }
}
