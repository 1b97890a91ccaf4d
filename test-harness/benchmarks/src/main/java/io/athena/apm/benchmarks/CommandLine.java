package io.athena.apm.benchmarks;

import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.Jdks;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import joptsimple.OptionException;
import joptsimple.OptionParser;
import joptsimple.OptionSet;
import joptsimple.OptionSpec;

/** The options that a command has, and those it was given. The scripts print the help. */
final class CommandLine {

  private final OptionParser parser = new OptionParser(false);
  private final OptionSpec<Integer> jdk =
      parser.accepts("jdk").withRequiredArg().ofType(Integer.class);
  private final OptionSpec<File> json = parser.accepts("json").withRequiredArg().ofType(File.class);
  private OptionSet given;

  OptionSpec<Void> flag(String name) {
    return parser.accepts(name);
  }

  OptionSpec<Integer> number(String name) {
    return parser.accepts(name).withRequiredArg().ofType(Integer.class);
  }

  OptionSpec<String> word(String name) {
    return parser.accepts(name).withRequiredArg();
  }

  /**
   * Reads the arguments; only then may the rest be asked.
   *
   * @throws InvalidArguments when there is one that no option takes, or a bad value
   */
  void parse(String... arguments) {
    try {
      given = parser.parse(arguments);
      // Values are converted when they are asked for; a bad one shall be refused now.
      given.specs().forEach(given::valuesOf);
    } catch (OptionException e) {
      throw new InvalidArguments(e.getMessage());
    }
    if (!given.nonOptionArguments().isEmpty()) {
      throw new InvalidArguments("unknown arguments " + given.nonOptionArguments());
    }
  }

  boolean has(OptionSpec<Void> flag) {
    return given.has(flag);
  }

  /**
   * The number given, or the default.
   *
   * @throws InvalidArguments when it is not positive
   */
  int positive(OptionSpec<Integer> option, int byDefault) {
    int value = last(option).orElse(byDefault);
    if (value < 1) {
      throw new InvalidArguments(option.options() + " must be at least 1, not " + value);
    }
    return value;
  }

  /**
   * The JDKs to measure on.
   *
   * @throws InvalidArguments when there is none of those asked for
   */
  List<Jdk> jdks() {
    var wanted = given.valuesOf(jdk);
    var found =
        Jdks.found().stream()
            .filter(each -> wanted.isEmpty() || wanted.contains(each.feature()))
            .toList();
    if (found.isEmpty()) {
      throw new InvalidArguments("no JDK " + wanted + " among " + Jdks.found());
    }
    return found;
  }

  /**
   * The word given, or the first of those allowed.
   *
   * @throws InvalidArguments when it is none of them
   */
  String word(OptionSpec<String> option, List<String> allowed) {
    var word = last(option).orElse(allowed.get(0));
    if (!allowed.contains(word)) {
      throw new InvalidArguments("'" + word + "' is none of " + String.join(", ", allowed));
    }
    return word;
  }

  Optional<Path> json() {
    return last(json).map(File::toPath);
  }

  private <T> Optional<T> last(OptionSpec<T> option) {
    return given.valuesOf(option).stream().reduce((earlier, later) -> later);
  }
}
