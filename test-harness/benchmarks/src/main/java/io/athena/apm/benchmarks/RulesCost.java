package io.athena.apm.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** What a rules file whose rule is for no class adds, round by round: the median of the pairs. */
final class RulesCost {

  /** The end of the name of an agent that has such a file. */
  static final String WITH_A_RULE = "with a rule";

  private RulesCost() {}

  static List<String> lines(Measurements measurements) {
    var lines = new ArrayList<String>();
    for (Start with : measurements.starts()) {
      if (with.agent().name().endsWith(WITH_A_RULE)) {
        lines.add(line(measurements, with, without(measurements, with)));
      }
    }
    return lines;
  }

  private static Start without(Measurements measurements, Start with) {
    return measurements.starts().stream()
        .filter(start -> start.jdk().equals(with.jdk()) && start.program() == with.program())
        .filter(start -> with.agent().name().equals(start.agent().name() + " " + WITH_A_RULE))
        .findAny()
        .orElseThrow();
  }

  private static String line(Measurements measurements, Start with, Start without) {
    return "JDK %d, %s program: a rule for no class adds %s s wall, %s s CPU"
        .formatted(
            with.jdk().feature(),
            with.program(),
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
