package io.athena.apm.core.values;

/** A field that holds a number without a box, and is read without one. */
interface NumberAccess extends Access {

  /** Rounded; what is given where it is not a number. */
  long readLong(Object target, long absent) throws Throwable;

  double readDouble(Object target) throws Throwable;
}
