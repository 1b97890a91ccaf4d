package io.athena.apm.rules;

import java.util.function.Consumer;

/** A place in a rules file: a line from 1, or 0 for the file as a whole. */
public record Origin(String file, int line) {

  static final int WHOLE_FILE = 0;

  /** Puts this place before each problem and passes it on. */
  public Consumer<String> problemsTo(Consumer<String> log) {
    return problem -> log.accept(this + ": " + problem);
  }

  /** {@code rules.yaml:12}. */
  @Override
  public String toString() {
    return line == WHOLE_FILE ? file : file + ":" + line;
  }
}
