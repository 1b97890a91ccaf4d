package io.athena.apm.rules.values;

/** Reads a primitive number without boxing it. */
interface NumberAccess extends Access {

  /** Reads the number, rounded; {@code absent} if it is NaN. */
  long readLong(Object target, long absent) throws Throwable;

  double readDouble(Object target) throws Throwable;
}
