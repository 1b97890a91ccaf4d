package io.athena.apm.weaving;

/**
 * An advice and the methods to weave it into.
 *
 * @param point the methods
 * @param advice the binary name of the advice class, which is read and never loaded
 * @param optional true if some versions of the library have the class without the methods, or lack
 *     a member that the advice refers to
 */
public record Hook(HookPoint point, String advice, boolean optional) {

  /** An advice nested in an instrumentation, by its simple name; the point as {@link HookPoint}. */
  public static Hook of(String point, Class<?> instrumentation, String advice) {
    return new Hook(HookPoint.parse(point), instrumentation.getName() + "$" + advice, false);
  }

  /** As {@link #of}, for methods or members of the advice that some versions of the class lack. */
  public static Hook optional(String point, Class<?> instrumentation, String advice) {
    Hook hook = of(point, instrumentation, advice);
    return new Hook(hook.point(), hook.advice(), true);
  }
}
