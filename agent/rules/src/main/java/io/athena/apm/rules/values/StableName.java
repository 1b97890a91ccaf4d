package io.athena.apm.rules.values;

import java.lang.reflect.Proxy;

/**
 * The simple name of an object's class, the same in every run of a program. Numbers that the JVM or
 * a library adds (lambdas, hidden classes, proxies) would create new series at each start.
 */
public final class StableName extends ClassValue<String> {

  private static final StableName NAMES = new StableName();

  private StableName() {}

  /**
   * For a lambda, the name of the class that contains it; for a proxy, the name of its interface.
   */
  public static String of(Class<?> type) {
    return NAMES.get(type);
  }

  @Override
  protected String computeValue(Class<?> type) {
    if (Proxy.isProxyClass(type) && type.getInterfaces().length > 0) {
      return of(type.getInterfaces()[0]);
    }
    if (type.isAnonymousClass()) {
      Class<?> parent = type.getSuperclass();
      return of(parent == Object.class ? type.getInterfaces()[0] : parent);
    }
    return simple(type.getName());
  }

  /** {@code com.acme.Outer$Inner$$Lambda$50/0x00007f} is Inner. */
  private static String simple(String name) {
    int hidden = name.indexOf('/');
    String binary = hidden < 0 ? name : name.substring(0, hidden);
    int generated = binary.indexOf("$$");
    String written = generated > 0 ? binary.substring(0, generated) : binary;
    int outer = Math.max(written.lastIndexOf('.'), written.lastIndexOf('$'));
    return outer + 1 < written.length() ? written.substring(outer + 1) : written;
  }
}
