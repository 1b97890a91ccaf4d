package io.athena.apm.command.listen;

import io.athena.apm.command.TextTable;
import io.athena.apm.command.statsd.Event;
import io.athena.apm.command.statsd.Message;
import io.athena.apm.command.statsd.SeriesTotal;
import io.athena.apm.command.statsd.ServiceCheck;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Formats a reception. */
final class ReceptionReport {

  private static final List<String> HEADER =
      List.of("name", "tags", "type", "total or last", "count", "p50", "p95");

  /**
   * Below this value, three digits after the point would hide costs of a few answers of a model.
   */
  private static final double SMALL = 0.1;

  private static final MathContext THREE_DIGITS = new MathContext(3);

  private static final double LARGEST_EXACT = 1L << 53;

  private ReceptionReport() {}

  static List<String> lines(Reception reception) {
    var report = new ArrayList<>(counts(reception).lines());
    reception.defects().forEach((rule, defect) -> report.add(line(rule, defect)));
    report.add("");
    report.addAll(series(reception).lines());
    return report;
  }

  private static TextTable counts(Reception reception) {
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("datagrams", Long.toString(reception.datagrams())));
    rows.add(List.of("lines", Long.toString(reception.lines())));
    rows.add(List.of("malformed lines", Long.toString(reception.malformed())));
    addNotices(rows, "events", reception.notices("_e"));
    addNotices(rows, "service checks", reception.notices("_sc"));
    return new TextTable(1, rows);
  }

  /** Only DogStatsD has them. */
  private static void addNotices(List<List<String>> rows, String name, long count) {
    if (count > 0) {
      rows.add(List.of(name, Long.toString(count)));
    }
  }

  private static String line(String rule, Reception.Defect defect) {
    return "  " + defect.lines() + " x " + rule + ", first: " + defect.first();
  }

  private static TextTable series(Reception reception) {
    var rows = new ArrayList<List<String>>();
    rows.add(HEADER);
    reception.totals().forEach(series -> rows.add(row(series)));
    reception.notices().forEach(notice -> rows.add(row(notice)));
    return new TextTable(3, rows);
  }

  private static List<String> row(SeriesTotal series) {
    var distributed = series.type().isDistributed();
    return List.of(
        series.name(),
        series.tags(),
        series.type().symbol(),
        distributed ? "" : number(series.value()),
        number(series.count()),
        distributed ? number(series.distribution().quantile(0.5)) : "",
        distributed ? number(series.distribution().quantile(0.95)) : "");
  }

  private static List<String> row(Reception.Notice notice) {
    Message last = notice.last();
    String state = last instanceof Event event ? event.alertType() : ((ServiceCheck) last).status();
    String count = Long.toString(notice.count());
    return List.of(last.name(), last.tagText(), last.symbol(), state, count, "", "");
  }

  private static String number(double number) {
    if (number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT) {
      return Long.toString((long) number);
    }
    return Math.abs(number) < SMALL
        ? new BigDecimal(number).round(THREE_DIGITS).stripTrailingZeros().toPlainString()
        : String.format(Locale.ROOT, "%.3f", number);
  }
}
