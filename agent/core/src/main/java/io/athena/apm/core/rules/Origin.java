package io.athena.apm.core.rules;

/**
 * Where something is written.
 *
 * @param file as it was named
 * @param line from 1; 0 for the file as a whole
 */
public record Origin(String file, int line) {

  static final int WHOLE_FILE = 0;

  /** {@code rules.yaml:12}. */
  @Override
  public String toString() {
    return line == WHOLE_FILE ? file : file + ":" + line;
  }
}
