package io.athena.apm.core.rules;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Where something is written.
 *
 * @param file as it was named
 * @param line from 1; 0 for the file as a whole
 */
public record Origin(String file, int line) {

  static final int WHOLE_FILE = 0;

  /** Where problems of what is written here go: each with the place. */
  public Consumer<String> problemsTo(BiConsumer<Origin, String> log) {
    return new Consumer<String>() {
      @Override
      public void accept(String problem) {
        log.accept(Origin.this, problem);
      }
    };
  }

  /** {@code rules.yaml:12}. */
  @Override
  public String toString() {
    return line == WHOLE_FILE ? file : file + ":" + line;
  }
}
