package io.athena.apm.rules.values;

/**
 * Reads one step from objects of one class. The class keeps it, so it must not refer to a reader.
 */
interface Access {

  /**
   * Reads the step's value; null if there is none.
   *
   * @throws Throwable whatever the application throws
   */
  Object read(Object target) throws Throwable;
}
