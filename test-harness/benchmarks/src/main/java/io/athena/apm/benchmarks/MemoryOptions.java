package io.athena.apm.benchmarks;

import io.athena.apm.kit.Jdk;
import java.util.List;
import joptsimple.OptionSpec;

/** What {@code memory} was asked for. */
final class MemoryOptions {

  private final CommandLine line = new CommandLine();
  private final OptionSpec<Integer> seconds = line.number("seconds");
  private final OptionSpec<Integer> looks = line.number("looks");
  private final OptionSpec<Integer> series = line.number("series");
  private final OptionSpec<Void> histograms = line.flag("histograms");

  /**
   * Reads the arguments.
   *
   * @throws InvalidArguments when they are not understood
   */
  MemoryOptions(String... arguments) {
    line.parse(arguments);
  }

  /** From one look to the next; there are as many flushes. */
  int seconds() {
    return line.positive(seconds, 10);
  }

  int looks() {
    return line.positive(looks, 4);
  }

  int series() {
    return line.positive(series, 10_000);
  }

  /** Whether the series are histograms and not counters. */
  boolean histograms() {
    return line.has(histograms);
  }

  List<Jdk> jdks() {
    return line.jdks();
  }
}
