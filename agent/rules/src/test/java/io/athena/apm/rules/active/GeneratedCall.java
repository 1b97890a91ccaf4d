package io.athena.apm.rules.active;

import java.util.List;

/**
 * A call of a generated service, as the test observed it.
 *
 * @param before the fields' values when it began
 * @param after the fields' values when it had ended
 * @param result null where it threw
 * @param error null where it returned
 */
record GeneratedCall(
    List<Object> before,
    List<Object> after,
    List<Object> arguments,
    Object result,
    Throwable error) {

  /** The call as it was when it began. */
  GeneratedCall begun() {
    return new GeneratedCall(before, before, arguments, null, null);
  }
}
