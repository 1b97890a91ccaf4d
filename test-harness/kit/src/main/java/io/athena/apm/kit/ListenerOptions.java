package io.athena.apm.kit;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The command line of the listener.
 *
 * @param seconds how long it listens; empty for until it is told to end
 */
record ListenerOptions(int port, Dialect dialect, Optional<Duration> seconds, boolean help) {

  private static final ListenerOptions DEFAULT =
      new ListenerOptions(8125, Dialect.PLAIN, Optional.empty(), false);

  /** Throws an IllegalArgumentException with a message for the user. */
  static ListenerOptions parse(List<String> arguments) {
    var options = DEFAULT;
    var words = arguments.iterator();
    while (words.hasNext()) {
      options = options.with(words.next(), words);
    }
    return options;
  }

  private ListenerOptions with(String option, Iterator<String> words) {
    return switch (option) {
      case "--help" -> new ListenerOptions(port, dialect, seconds, true);
      case "--port" -> new ListenerOptions(port(value(option, words)), dialect, seconds, help);
      case "--dialect" -> new ListenerOptions(port, dialect(value(option, words)), seconds, help);
      case "--seconds" ->
          new ListenerOptions(port, dialect, Optional.of(seconds(value(option, words))), help);
      default -> throw new IllegalArgumentException("unknown option " + option);
    };
  }

  private static String value(String option, Iterator<String> words) {
    if (!words.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    return words.next();
  }

  private static int port(String text) {
    return number("--port", text, 65_535);
  }

  private static Duration seconds(String text) {
    return Duration.ofSeconds(number("--seconds", text, Integer.MAX_VALUE));
  }

  private static Dialect dialect(String text) {
    return Dialect.named(text)
        .orElseThrow(() -> new IllegalArgumentException("--dialect is plain or dogstatsd"));
  }

  private static int number(String option, String text, int largest) {
    if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) > largest) {
      throw new IllegalArgumentException(option + " needs a number from 0 to " + largest);
    }
    return Integer.parseInt(text);
  }
}
