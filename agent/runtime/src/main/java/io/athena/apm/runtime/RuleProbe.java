package io.athena.apm.runtime;

/**
 * What methods that a user's rule names report to, on the thread that runs them. Objects are read,
 * and kept only until a result that arrives later has done so. A parameter that the rule does not
 * read is null.
 */
public interface RuleProbe {

  /** Reports nothing. */
  RuleProbe NONE = new SilentProbe();

  /**
   * A method begins whose time is measured.
   *
   * @param rule the number of the rule
   * @return handed back to {@link #end}
   */
  long begin(int rule);

  /**
   * A method has ended.
   *
   * @param began what {@link #begin} returned; 0 where the time is not measured
   * @param self the object
   * @param first the first argument that the rule reads
   * @param second the second of them
   * @param third the third of them
   * @param result what the method returned, or null
   * @param error what it threw, or null
   */
  void end(
      int rule,
      long began,
      Object self,
      Object first,
      Object second,
      Object third,
      Object result,
      Throwable error);

  /**
   * As {@link #end}, of a method that declares a result that runs for each of its subscribers.
   *
   * @return what the method is to return instead: the result, or one of the same declared type
   */
  Object endAsync(
      int rule,
      long began,
      Object self,
      Object first,
      Object second,
      Object third,
      Object result,
      Throwable error);

  /** A method begins that may change what the rule watches. */
  void before(int rule, Object self, Object first, Object second, Object third);

  /** A method has ended that may have changed what the rule watches. */
  void after(
      int rule,
      Object self,
      Object first,
      Object second,
      Object third,
      Object result,
      Throwable error);
}
