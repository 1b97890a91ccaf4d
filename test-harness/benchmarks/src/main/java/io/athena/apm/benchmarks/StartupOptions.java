package io.athena.apm.benchmarks;

import io.athena.apm.kit.Jdk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import joptsimple.OptionSpec;

/** What {@code startup} was asked for. */
final class StartupOptions {

  private static final int STARTUP_ROUNDS = 11;
  private static final int FOOTPRINT_ROUNDS = 3;

  private final CommandLine line = new CommandLine();
  private final OptionSpec<Integer> rounds = line.number("rounds");
  private final OptionSpec<Void> peers = line.flag("peers");
  private final OptionSpec<Void> rules = line.flag("rules");
  private final OptionSpec<Void> footprint = line.flag("footprint");

  /**
   * Reads the arguments.
   *
   * @throws InvalidArguments when they are not understood
   */
  StartupOptions(String... arguments) {
    line.parse(arguments);
  }

  int rounds() {
    return line.positive(rounds, footprint() ? FOOTPRINT_ROUNDS : STARTUP_ROUNDS);
  }

  boolean peers() {
    return line.has(peers);
  }

  boolean rules() {
    return line.has(rules);
  }

  boolean footprint() {
    return line.has(footprint);
  }

  List<Jdk> jdks() {
    return line.jdks();
  }

  Optional<Path> json() {
    return line.json();
  }
}
