package io.athena.apm.core.weaving;

import java.util.List;

/**
 * One advice at one place.
 *
 * @param point where
 * @param advice the binary name of the class that holds the advice; never loaded, only read
 * @param unlessFieldFrom packages: a class that keeps an object from one of them in a field is left
 *     alone, because a library that is measured itself does the work behind it
 * @param innermost whether an overload that calls another one of the same name is left alone, so
 *     that one call of the application is seen once
 */
public record Hook(
    HookPoint point, String advice, List<String> unlessFieldFrom, boolean innermost) {

  /**
   * An advice nested in an instrumentation.
   *
   * @param point in the grammar of {@link HookPoint}
   * @param advice the simple name of the nested class
   */
  public static Hook of(String point, Class<?> instrumentation, String advice) {
    return new Hook(
        HookPoint.parse(point), instrumentation.getName() + "$" + advice, List.of(), false);
  }

  /** The same hook for classes that do not delegate to the given packages. */
  public Hook unlessFieldFrom(List<String> packages) {
    return new Hook(point, advice, packages, innermost);
  }

  /** The same hook for innermost overloads only. */
  public Hook innermostOverload() {
    return new Hook(point, advice, unlessFieldFrom, true);
  }
}
