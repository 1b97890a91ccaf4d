package io.athena.apm.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.athena.apm.benchmarks.program.Footprint;
import io.athena.apm.command.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The median of what each JVM held, and what was added to one without an agent. */
final class FootprintReport {

  private final Map<Start, List<Footprint>> footprints;

  private FootprintReport(Map<Start, List<Footprint>> footprints) {
    this.footprints = footprints;
  }

  static Report of(Map<Start, List<Footprint>> footprints) {
    var report = new FootprintReport(footprints);
    return new Report(report.lines(), report.json());
  }

  private List<String> lines() {
    var rows = new ArrayList<List<String>>();
    rows.add(header());
    footprints.keySet().forEach(start -> rows.add(row(start)));
    return new TextTable(2, rows).lines();
  }

  private static List<String> header() {
    var header = new ArrayList<>(List.of("JDK", "agent"));
    for (Holding holding : Holding.values()) {
      header.addAll(List.of("| " + holding.label(), "added"));
    }
    return header;
  }

  private List<String> row(Start start) {
    var row = new ArrayList<String>();
    row.add(Integer.toString(start.jdk().feature()));
    row.add(start.agent().name());
    for (Holding holding : Holding.values()) {
      row.add("| " + holding.text(median(start, holding)));
      row.add(start.agent().equals(Agent.NONE) ? "" : holding.difference(added(start, holding)));
    }
    return row;
  }

  private double median(Start start, Holding holding) {
    return holding.median(footprints.get(start));
  }

  private double added(Start start, Holding holding) {
    return median(start, holding) - median(start.with(Agent.NONE), holding);
  }

  private ArrayNode json() {
    var results = JsonNodeFactory.instance.arrayNode();
    for (Start start : footprints.keySet()) {
      var result = results.addObject();
      result.put("jdk", start.jdk().version());
      result.put("agent", start.agent().name());
      for (Holding holding : Holding.values()) {
        result
            .putObject(holding.label())
            .put("median", median(start, holding))
            .put("added", added(start, holding));
      }
    }
    return results;
  }
}
