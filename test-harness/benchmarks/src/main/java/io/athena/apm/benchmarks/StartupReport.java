package io.athena.apm.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.athena.apm.command.TextTable;
import java.util.ArrayList;
import java.util.List;

/** Best and median of each measure, and what was added to the start without an agent. */
final class StartupReport {

  private final Measurements measurements;

  private StartupReport(Measurements measurements) {
    this.measurements = measurements;
  }

  static Report of(Measurements measurements) {
    var report = new StartupReport(measurements);
    return new Report(report.lines(), report.json());
  }

  private List<String> lines() {
    var rows = new ArrayList<List<String>>();
    rows.add(header());
    measurements.starts().forEach(start -> rows.add(row(start)));
    var lines = new ArrayList<>(new TextTable(3, rows).lines());
    lines.add("");
    lines.addAll(FloorRatios.lines(measurements));
    lines.addAll(RulesCost.lines(measurements));
    return lines;
  }

  private static List<String> header() {
    var header = new ArrayList<>(List.of("JDK", "program", "agent"));
    for (Measure measure : Measure.values()) {
      header.addAll(
          List.of("| " + measure.label() + " " + measure.unit(), "median", "added", "median"));
    }
    return header;
  }

  private List<String> row(Start start) {
    var row = new ArrayList<String>();
    row.add(Integer.toString(start.jdk().feature()));
    row.add(start.program().toString());
    row.add(start.agent().name());
    for (Measure measure : Measure.values()) {
      var spread = measurements.spread(start, measure);
      row.add("| " + measure.text(spread.best()));
      row.add(measure.text(spread.median()));
      row.addAll(added(start, measure));
    }
    return row;
  }

  private List<String> added(Start start, Measure measure) {
    if (start.agent().equals(Agent.NONE)) {
      return List.of("", "");
    }
    var added = measurements.added(start, measure);
    return List.of(measure.difference(added.best()), measure.difference(added.median()));
  }

  private ArrayNode json() {
    var results = JsonNodeFactory.instance.arrayNode();
    for (Start start : measurements.starts()) {
      var result = results.addObject();
      result.put("jdk", start.jdk().version());
      result.put("program", start.program().toString());
      result.put("agent", start.agent().name());
      for (Measure measure : Measure.values()) {
        write(start, measure, result.putObject(measure.label()).put("unit", measure.unit()));
      }
    }
    return results;
  }

  private void write(Start start, Measure measure, ObjectNode target) {
    var spread = measurements.spread(start, measure);
    var added = measurements.added(start, measure);
    target.put("best", spread.best()).put("median", spread.median());
    target.put("addedBest", added.best()).put("addedMedian", added.median());
    var values = target.putArray("values");
    measurements.values(start, measure).forEach(values::add);
  }
}
