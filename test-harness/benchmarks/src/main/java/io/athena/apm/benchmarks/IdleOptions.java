package io.athena.apm.benchmarks;

import io.athena.apm.kit.Jdk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import joptsimple.OptionSpec;

/** What {@code idle} was asked for. */
final class IdleOptions {

  private static final int SECONDS = 60;
  private static final int WARM_UP_SECONDS = 5;

  private final CommandLine line = new CommandLine();
  private final OptionSpec<Integer> seconds = line.number("seconds");
  private final OptionSpec<Integer> warmUp = line.number("warm-up");
  private final OptionSpec<String> provider = line.word("provider");

  /**
   * Reads the arguments.
   *
   * @throws InvalidArguments when they are not understood
   */
  IdleOptions(String... arguments) {
    line.parse(arguments);
  }

  int seconds() {
    return line.positive(seconds, SECONDS);
  }

  int warmUpSeconds() {
    return line.positive(warmUp, WARM_UP_SECONDS);
  }

  /** The provider of the agent. */
  String provider() {
    return line.word(provider, List.of("statsd", "datadog", "newrelic"));
  }

  List<Jdk> jdks() {
    return line.jdks();
  }

  Optional<Path> json() {
    return line.json();
  }
}
