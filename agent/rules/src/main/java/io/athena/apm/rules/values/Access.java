package io.athena.apm.rules.values;

/**
 * Reads one step from objects of one class. The class keeps it, so it must not refer to a reader.
 */
interface Access {

  /** Stands for a member that a class does not have: reported once, then null at no cost. */
  Access ABSENT = target -> null;

  /** Reads the step's value; null if there is none. Throws what the application throws. */
  Object read(Object target) throws Throwable;

  /** Reads a primitive number without boxing it. */
  interface OfNumber extends Access {

    /** Reads the number, rounded; {@code absent} if it is NaN. */
    long readLong(Object target, long absent) throws Throwable;

    double readDouble(Object target) throws Throwable;
  }
}
