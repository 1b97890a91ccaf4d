package io.athena.apm.instrumentation.resilience;

import io.athena.apm.rules.values.PathReader;
import java.util.Map;

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
    return at(member, Map.of());
  }

  /** Reads a member that has something else in place of the state's name. */
  static StateReader at(PathReader member, Map<String, String> names) {
    return new Member(member, names);
  }

  /** No lambda: part of each start. */
  record Member(PathReader member, Map<String, String> names) implements StateReader {

    @Override
    public String read(Object breaker, boolean mayCall) {
      String read = mayCall ? member.readText(breaker) : member.readFieldText(breaker);
      return read == null ? null : names.getOrDefault(read, read);
    }
  }
}
