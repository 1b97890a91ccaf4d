package io.athena.apm.instrumentation.resilience;

import io.athena.apm.rules.values.PathReader;

/** Reads the state of breakers. */
interface StateReader {

  /**
   * The state by its name in the library; null where it can't be told.
   *
   * @param mayCall whether code of the application may run, for which the caller may have to wait
   */
  String read(Object breaker, boolean mayCall);

  /** Reads a member that has the state. */
  static StateReader at(PathReader member) {
    return (breaker, mayCall) -> mayCall ? member.readText(breaker) : member.readFieldText(breaker);
  }
}
