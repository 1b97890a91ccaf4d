package io.athena.apm.kit;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The dialects that have a parser, by the name a command line gives them. */
enum Dialect {
  PLAIN,
  DOGSTATSD;

  StatsdLine parse(String line) {
    return switch (this) {
      case PLAIN -> PlainLine.parse(line);
      case DOGSTATSD -> DogStatsdLine.parse(line);
    };
  }

  static Optional<Dialect> named(String name) {
    return Stream.of(values())
        .filter(dialect -> dialect.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
