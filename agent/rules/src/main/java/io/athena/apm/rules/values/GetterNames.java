package io.athena.apm.rules.values;

import java.util.Locale;
import java.util.Set;

/** The names of getters, for reading objects and for checking class files. */
public final class GetterNames {

  /** Common names of methods that wait, remove or change. */
  private static final Set<String> REFUSED =
      Set.of(
          ("await block blockFirst blockLast blockOptional call clear close drain flush get join"
                  + " next poll pop remove reset run take")
              .split(" "));

  private GetterNames() {}

  /** Whether a method is never a getter, in any class. */
  public static boolean isRefused(String method) {
    return REFUSED.contains(method);
  }

  /** Whether a method has the name of a value's getter; a flag is a boolean. */
  public static boolean isGetter(String method, String value, boolean flag) {
    return method.equals(value)
        || method.equals("get" + capitalized(value))
        || (flag && method.equals("is" + capitalized(value)));
  }

  /** The shortest name of a getter in a path. */
  public static String property(String method) {
    int prefix = method.startsWith("get") ? 3 : method.startsWith("is") ? 2 : 0;
    return prefix == 0 || prefix == method.length() || Character.isLowerCase(method.charAt(prefix))
        ? method
        : method.substring(prefix, prefix + 1).toLowerCase(Locale.ROOT)
            + method.substring(prefix + 1);
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
