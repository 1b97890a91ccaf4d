package io.athena.apm.rules.values;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Unwraps objects that only hold a value. Atomic numbers are numbers and stay. */
final class Wrappers {

  /** The maximum depth: a reference may refer to itself. */
  private static final int DEEPEST = 8;

  private Wrappers() {}

  static Object unwrap(Object value) {
    Object inner = value;
    for (int depth = 0; depth < DEEPEST; depth++) {
      Object next = unwrapOnce(inner);
      if (next == inner) {
        return inner;
      }
      inner = next;
    }
    return null;
  }

  /** The {@code get} of each is final. */
  private static Object unwrapOnce(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.orElse(null);
    }
    if (value instanceof AtomicReference<?> reference) {
      return reference.get();
    }
    return value instanceof AtomicBoolean flag ? (Object) flag.get() : unwrapNumber(value);
  }

  private static Object unwrapNumber(Object value) {
    if (value instanceof OptionalLong optional) {
      return optional.isPresent() ? (Object) optional.getAsLong() : null;
    }
    if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? (Object) optional.getAsInt() : null;
    }
    if (value instanceof OptionalDouble optional) {
      return optional.isPresent() ? (Object) optional.getAsDouble() : null;
    }
    return value;
  }
}
