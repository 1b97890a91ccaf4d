package io.athena.apm.exporters.console;

import io.athena.apm.metrics.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows grouped by metric, in aligned columns, without the columns that are empty in all rows. */
final class Table {

  private static final String GAP = "  ";
  private static final List<String> COLUMNS =
      List.of("count", "per s", "total/value", "mean", "p50", "p95", "p99", "max");

  private final List<Row> rows = new ArrayList<>();
  private final int[] widths = new int[COLUMNS.size()];
  private int labelWidth;

  /** One series. The texts of tags and cells may be empty. */
  private record Row(String metric, String tags, List<String> cells) implements Comparable<Row> {

    String label() {
      return tags.isEmpty() ? metric : GAP + tags;
    }

    @Override
    public int compareTo(Row other) {
      int byMetric = metric.compareTo(other.metric);
      return byMetric != 0 ? byMetric : tags.compareTo(other.tags);
    }
  }

  /** Adds a row: a text for each column from the first one on; empty if it does not apply. */
  void add(Series series, String... cells) {
    List<String> all = new ArrayList<>(List.of(cells));
    all.addAll(Collections.nCopies(COLUMNS.size() - cells.length, ""));
    String metric = printable(series.metric().name());
    Row row = new Row(metric, printable(series.tags().toString()), all);
    rows.add(row);
    labelWidth = Math.max(labelWidth, Math.max(width(metric), width(row.label())));
    for (int i = 0; i < cells.length; i++) {
      if (!cells[i].isEmpty()) {
        widths[i] = Math.max(widths[i], Math.max(width(cells[i]), width(COLUMNS.get(i))));
      }
    }
  }

  int size() {
    return rows.size();
  }

  /** Appends the names of the columns, and the rows sorted by metric and tags. */
  void append(StringBuilder text) {
    Collections.sort(rows);
    appendLine("", COLUMNS, text);
    String metric = "";
    for (Row row : rows) {
      if (!row.metric.equals(metric) && !row.tags.isEmpty()) {
        text.append(row.metric).append('\n');
      }
      metric = row.metric;
      appendLine(row.label(), row.cells, text);
    }
  }

  private void appendLine(String label, List<String> cells, StringBuilder text) {
    int start = text.length();
    text.append(label).append(" ".repeat(labelWidth - width(label)));
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] > 0) {
        text.append(GAP).append(" ".repeat(widths[i] - width(cells.get(i)))).append(cells.get(i));
      }
    }
    while (text.length() > start && text.charAt(text.length() - 1) == ' ') {
      text.setLength(text.length() - 1);
    }
    text.append('\n');
  }

  /** Replaces characters that would break a line or control a terminal by a question mark. */
  static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean breaks = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
      printable.append(breaks ? '?' : c);
    }
    return printable.toString();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
