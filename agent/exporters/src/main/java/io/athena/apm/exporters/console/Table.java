package io.athena.apm.exporters.console;

import java.util.ArrayList;
import java.util.List;

/** Rows grouped by metric, in aligned columns; a column that no row fills is left out. */
final class Table {

  private static final String GAP = "  ";

  private final List<Row> rows;
  private final int[] widths = new int[Row.COLUMNS.size()];
  private int labelWidth;

  /** A table of rows in any order. */
  Table(List<Row> rows) {
    this.rows = new ArrayList<>(rows);
    this.rows.sort(Row.ORDER);
    for (Row row : rows) {
      measure(row);
    }
  }

  private void measure(Row row) {
    labelWidth = Math.max(labelWidth, Math.max(width(row.metric()), width(label(row))));
    for (int i = 0; i < widths.length; i++) {
      String cell = row.cells().get(i);
      if (!cell.isEmpty()) {
        widths[i] = Math.max(widths[i], Math.max(width(cell), width(Row.COLUMNS.get(i))));
      }
    }
  }

  /** Appends the columns' names and all rows. */
  void append(StringBuilder text) {
    appendLine("", Row.COLUMNS, text);
    String metric = "";
    for (Row row : rows) {
      if (!row.metric().equals(metric) && !row.tags().isEmpty()) {
        text.append(row.metric()).append('\n');
      }
      metric = row.metric();
      appendLine(label(row), row.cells(), text);
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

  private static String label(Row row) {
    return row.tags().isEmpty() ? row.metric() : GAP + row.tags();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
