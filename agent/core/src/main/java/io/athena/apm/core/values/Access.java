package io.athena.apm.core.values;

/**
 * How one step is taken from objects of one class. Kept by that class, so it must not refer to a
 * reader.
 */
interface Access {

  /**
   * What the step leads to; null where it leads nowhere.
   *
   * @throws Throwable what the application throws, of any kind
   */
  Object read(Object target) throws Throwable;
}
