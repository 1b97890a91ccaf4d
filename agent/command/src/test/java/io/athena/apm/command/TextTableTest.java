package io.athena.apm.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TextTableTest {

  @Test
  void columns_areAsWideAsTheirWidestCell() {
    var table = new TextTable(1, List.of(List.of("name", "ns"), List.of("span", "57.0")));

    assertThat(table.lines()).containsExactly("name    ns", "span  57.0");
  }

  @Test
  void emptyLastCell_leavesNoSpaces() {
    var table = new TextTable(2, List.of(List.of("a", "added"), List.of("b", "")));

    assertThat(table.lines()).containsExactly("a  added", "b");
  }

  /** Takes a second on a slow machine; computing a column's width for each cell took minutes. */
  @Test
  @Timeout(20)
  void longTable_takesTimeByItsLength() {
    var table = new TextTable(1, Collections.nCopies(100_000, List.of("a.name", "1", "2")));

    assertThat(table.lines()).hasSize(100_000).containsOnly("a.name  1  2");
  }
}
