package io.athena.apm.weaving;

/** An advice class, by its binary name and never loaded, and the methods to weave it into. */
public record Hook(HookPoint point, String advice) {

  /** An advice nested in an instrumentation, by its simple name; the point as {@link HookPoint}. */
  public static Hook of(String point, Class<?> instrumentation, String advice) {
    return new Hook(HookPoint.parse(point), instrumentation.getName() + "$" + advice);
  }
}
