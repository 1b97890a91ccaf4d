package io.athena.apm.benchmarks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.athena.apm.command.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** CPU of idle JVMs, and what the agent added. */
final class IdleReport {

  private final Map<Start, IdleUsage> usages;

  private IdleReport(Map<Start, IdleUsage> usages) {
    this.usages = usages;
  }

  static Report of(Map<Start, IdleUsage> usages) {
    var report = new IdleReport(usages);
    return new Report(report.lines(), report.json());
  }

  private List<String> lines() {
    var rows = new ArrayList<List<String>>();
    rows.add(
        List.of("JDK", "agent", "% of a core", "added", "agent's threads", "their % of a core"));
    usages.forEach((start, usage) -> rows.add(row(start, usage)));
    var lines = new ArrayList<>(new TextTable(2, rows).lines());
    lines.add("");
    usages.keySet().stream()
        .filter(start -> !start.agent().equals(Agent.NONE))
        .forEach(start -> lines.add(summary(start)));
    return lines;
  }

  private String summary(Start start) {
    return "JDK %d, %s: its threads took %s %% of a core, the JVM %s %% more than without"
        .formatted(
            start.jdk().feature(),
            start.agent().name(),
            text("%.3f", usages.get(start).agentPercent()),
            text("%+.3f", added(start)));
  }

  private List<String> row(Start start, IdleUsage usage) {
    boolean none = start.agent().equals(Agent.NONE);
    return List.of(
        Integer.toString(start.jdk().feature()),
        start.agent().name(),
        text("%.3f", usage.percent()),
        none ? "" : text("%+.3f", added(start)),
        Integer.toString(usage.agentThreads()),
        none ? "" : text("%.3f", usage.agentPercent()));
  }

  private double added(Start start) {
    return usages.get(start).percent() - usages.get(start.with(Agent.NONE)).percent();
  }

  private static String text(String format, double value) {
    return Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, format, value);
  }

  private ArrayNode json() {
    var results = JsonNodeFactory.instance.arrayNode();
    usages.forEach(
        (start, usage) ->
            results
                .addObject()
                .put("jdk", start.jdk().version())
                .put("agent", start.agent().name())
                .put("percent", usage.percent())
                .put("addedPercent", added(start))
                .put("agentThreads", usage.agentThreads())
                .put("agentThreadsPercent", usage.agentPercent()));
    return results;
  }
}
