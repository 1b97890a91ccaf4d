package io.athena.apm.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What agents add to the empty program, as a multiple of what an agent adds that does nothing. */
final class FloorRatios {

  private FloorRatios() {}

  static List<String> lines(Measurements measurements) {
    var lines = new ArrayList<String>();
    for (Start floor : floors(measurements)) {
      for (Start start : measurements.starts()) {
        if (isAbove(floor, start)) {
          lines.add(line(measurements, start, floor));
        }
      }
    }
    return lines;
  }

  private static List<Start> floors(Measurements measurements) {
    return measurements.starts().stream()
        .filter(start -> start.program() == Program.EMPTY)
        .filter(start -> start.agent().name().equals(Agent.EMPTY_AGENT))
        .toList();
  }

  private static boolean isAbove(Start floor, Start start) {
    return start.jdk().equals(floor.jdk())
        && start.program() == floor.program()
        && !start.agent().equals(floor.agent())
        && !start.agent().equals(Agent.NONE);
  }

  private static String line(Measurements measurements, Start start, Start floor) {
    return "JDK %d: to the empty program %s adds %s the wall time, %s the CPU of an empty agent"
        .formatted(
            start.jdk().feature(),
            start.agent(),
            ratio(measurements, start, floor, Measure.WALL),
            ratio(measurements, start, floor, Measure.CPU));
  }

  private static String ratio(
      Measurements measurements, Start start, Start floor, Measure measure) {
    var above = measurements.added(start, measure);
    var least = measurements.added(floor, measure);
    return String.format(
        Locale.ROOT,
        "%.2f x (median %.2f x)",
        above.best() / least.best(),
        above.median() / least.median());
  }
}
