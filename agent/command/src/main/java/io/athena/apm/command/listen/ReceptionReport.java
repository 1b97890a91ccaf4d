package io.athena.apm.command.listen;

import io.athena.apm.command.TextTable;
import io.athena.apm.command.statsd.SeriesTotal;
import io.athena.apm.command.statsd.StatsdTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A reception as text for people. */
final class ReceptionReport {

  private static final List<String> HEADER =
      List.of("name", "tags", "type", "total or last", "count", "p50", "p95");
  private static final double LARGEST_EXACT = 1L << 53;

  private ReceptionReport() {}

  static List<String> lines(Reception reception) {
    var report = new ArrayList<>(counts(reception).lines());
    reception.defects().forEach((rule, defect) -> report.add(line(rule, defect)));
    report.add("");
    report.addAll(series(reception.totals()).lines());
    return report;
  }

  private static TextTable counts(Reception reception) {
    return new TextTable(
        1,
        List.of(
            List.of("datagrams", Long.toString(reception.datagrams())),
            List.of("lines", Long.toString(reception.lines())),
            List.of("malformed lines", Long.toString(reception.malformed()))));
  }

  private static String line(String rule, Reception.Defect defect) {
    return "  " + defect.lines() + " x " + rule + ", first: " + defect.first();
  }

  private static TextTable series(StatsdTotals totals) {
    var rows = new ArrayList<List<String>>();
    rows.add(HEADER);
    totals.all().forEach(series -> rows.add(row(series)));
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

  private static String number(double number) {
    return number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT
        ? Long.toString((long) number)
        : String.format(Locale.ROOT, "%.3f", number);
  }
}
