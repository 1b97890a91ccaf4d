package io.athena.apm.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** What a rules file whose rule is for no class adds, round by round: the median of the pairs. */
final class RulesCost {

  /** Between the name of an agent and how the rule of its file says which classes it is for. */
  static final String WITH_A_RULE = " with a rule by ";

  private RulesCost() {}

  static List<String> lines(Measurements measurements) {
    var lines = new ArrayList<String>();
    for (Start with : measurements.starts()) {
      int rule = with.agent().name().indexOf(WITH_A_RULE);
      if (rule >= 0) {
        String agent = with.agent().name().substring(0, rule);
        String kind = with.agent().name().substring(rule + WITH_A_RULE.length());
        lines.add(line(measurements, kind, with, without(measurements, with, agent)));
      }
    }
    return lines;
  }

  private static Start without(Measurements measurements, Start with, String agent) {
    return measurements.starts().stream()
        .filter(start -> start.jdk().equals(with.jdk()) && start.program() == with.program())
        .filter(start -> start.agent().name().equals(agent))
        .findAny()
        .orElseThrow();
  }

  private static String line(Measurements measurements, String kind, Start with, Start without) {
    return "JDK %d, %s program: a rule for no class, by %s, adds %s s wall, %s s CPU"
        .formatted(
            with.jdk().feature(),
            with.program(),
            kind,
            added(measurements, with, without, Measure.WALL),
            added(measurements, with, without, Measure.CPU));
  }

  private static String added(
      Measurements measurements, Start with, Start without, Measure measure) {
    Spread added =
        Spread.added(measurements.values(with, measure), measurements.values(without, measure));
    return measure.difference(added.best())
        + " (median "
        + measure.difference(added.median())
        + ")";
  }
}
