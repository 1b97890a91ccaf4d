package io.athena.apm.weaving;

/**
 * One advice at one place.
 *
 * @param point where
 * @param advice the binary name of the class that holds the advice; never loaded, only read
 */
public record Hook(HookPoint point, String advice) {

  /**
   * An advice nested in an instrumentation.
   *
   * @param point in the grammar of {@link HookPoint}
   * @param advice the simple name of the nested class
   */
  public static Hook of(String point, Class<?> instrumentation, String advice) {
    return new Hook(HookPoint.parse(point), instrumentation.getName() + "$" + advice);
  }
}
