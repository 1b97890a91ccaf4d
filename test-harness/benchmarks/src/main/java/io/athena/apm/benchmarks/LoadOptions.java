package io.athena.apm.benchmarks;

import io.athena.apm.kit.Jdk;
import java.util.List;
import joptsimple.OptionSpec;

/** What {@code load} was asked for. */
final class LoadOptions {

  private final CommandLine line = new CommandLine();
  private final OptionSpec<Integer> seconds = line.number("seconds");
  private final OptionSpec<Integer> rounds = line.number("rounds");
  private final OptionSpec<Integer> series = line.number("series");
  private final OptionSpec<Integer> interval = line.number("interval");
  private final OptionSpec<String> provider = line.word("provider");

  /**
   * Reads the arguments.
   *
   * @throws InvalidArguments when they are not understood
   */
  LoadOptions(String... arguments) {
    line.parse(arguments);
  }

  /** How long each JVM counts. */
  int seconds() {
    return line.positive(seconds, 20);
  }

  int rounds() {
    return line.positive(rounds, 3);
  }

  int series() {
    return line.positive(series, 5_000);
  }

  /** Seconds from one flush to the next, as many as by default. */
  int interval() {
    return line.positive(interval, 10);
  }

  /** The provider of the agent that sends. */
  String provider() {
    return line.word(provider, List.of("statsd", "datadog"));
  }

  /** The newest that was asked for. */
  Jdk jdk() {
    List<Jdk> found = line.jdks();
    return found.get(found.size() - 1);
  }
}
