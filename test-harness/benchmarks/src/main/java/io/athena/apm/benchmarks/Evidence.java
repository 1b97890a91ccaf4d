package io.athena.apm.benchmarks;

import static java.util.stream.Collectors.joining;

import io.athena.apm.command.statsd.DogStatsdLine;
import io.athena.apm.command.statsd.StatsdTotals;
import java.util.List;

/** Whether the agent did in a measured JVM what it is there for. */
public final class Evidence {

  /** The option with which the agent has to send what is read here. */
  public static final String DIALECT = "-Dathena.apm.statsd.dialect=dogstatsd";

  private static final String WOVEN = "athena.agent.type.woven";
  private static final String ERRORS = "athena.agent.error";

  private Evidence() {}

  /**
   * What the agent sent, in one line.
   *
   * @param lines all it sent
   * @param expected counters that have to be among it
   * @throws IllegalStateException when one is missing, or the agent has failed somewhere
   */
  public static String of(List<String> lines, List<String> expected) {
    var totals = StatsdTotals.of(lines, DogStatsdLine::parse);
    var missing = expected.stream().filter(name -> !totals.has(name)).toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "the agent has not measured " + missing + "; it sent " + lines.size() + " lines");
    }
    if (totals.has(ERRORS)) {
      throw new IllegalStateException(
          "the agent failed %.0f times".formatted(totals.counter(ERRORS)));
    }
    return "%.0f classes woven; ".formatted(totals.counter(WOVEN))
        + expected.stream()
            .map(name -> "%s %.0f".formatted(name, totals.counter(name)))
            .collect(joining(", "));
  }
}
