package io.athena.apm.core.rules;

/**
 * Where something is written.
 *
 * @param file as it was named
 * @param line from 1
 */
public record Origin(String file, int line) {

  /** {@code rules.yaml:12}. */
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
