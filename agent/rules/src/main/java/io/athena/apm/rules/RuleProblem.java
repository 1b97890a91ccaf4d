package io.athena.apm.rules;

/** A problem in a rules file, as one sentence. */
public record RuleProblem(Origin origin, String message) {

  /** {@code rules.yaml:12: one sentence}. */
  @Override
  public String toString() {
    return origin + ": " + message;
  }
}
