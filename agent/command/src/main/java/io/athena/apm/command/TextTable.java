package io.athena.apm.command;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows of text in columns of equal width.
 *
 * @param leftAligned how many columns, from the left, start at the left; the others hold numbers
 */
public record TextTable(int leftAligned, List<List<String>> rows) {

  /** The lines, without line ends. */
  public List<String> lines() {
    return rows.stream().map(this::line).toList();
  }

  private String line(List<String> row) {
    return IntStream.range(0, row.size())
        .mapToObj(column -> padded(row.get(column), column))
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private String padded(String cell, int column) {
    var padding = " ".repeat(width(column) - cell.length());
    return column < leftAligned ? cell + padding : padding + cell;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
