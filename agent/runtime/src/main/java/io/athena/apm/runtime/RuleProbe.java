package io.athena.apm.runtime;

/**
 * The probe of methods that a user's rule measures, called on the thread that runs them. Objects
 * are read, and held only until an asynchronous result has arrived. A parameter that the rule does
 * not read is null.
 */
public interface RuleProbe {

  /**
   * A method begins that is timed, or whose rule counts the innermost calls only.
   *
   * @param method the number of the rule's method
   * @return to be passed to {@link #end}
   */
  default long begin(int method) {
    return 0;
  }

  /**
   * A method has ended.
   *
   * @param began the result of {@link #begin}; 0 if it was not called
   * @param self the object; also passed if the rule does not read it and a subclass may override
   *     the method
   * @param first the first argument that the rule reads
   * @param second the second of them
   * @param third the third of them
   * @param result the returned value, or null
   * @param error the exception, or null
   */
  default void end(
      int method,
      long began,
      Object self,
      Object first,
      Object second,
      Object third,
      Object result,
      Throwable error) {}

  /**
   * Does {@link #end} for a method whose declared result type runs for each subscriber.
   *
   * @return the value for the method to return: the result, or a replacement of the declared type
   */
  default Object endAsync(
      int method,
      long began,
      Object self,
      Object first,
      Object second,
      Object third,
      Object result,
      Throwable error) {
    return result;
  }

  /** A method begins that may change a value watched by {@code on-change}. */
  default void before(int method, Object self, Object first, Object second, Object third) {}

  /** A method has ended that may have changed a value watched by {@code on-change}. */
  default void after(
      int method,
      Object self,
      Object first,
      Object second,
      Object third,
      Object result,
      Throwable error) {}
}
