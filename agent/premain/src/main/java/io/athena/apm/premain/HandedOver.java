package io.athena.apm.premain;

import java.util.Arrays;
import java.util.function.BiPredicate;

/**
 * The classes that the operator's rules may mean though no rule writes their simple names out.
 * Those of patterns such as {@code com.acme.**.*Scanner}, by what stands before the first star and
 * after the last: more classes than they mean, told without a look between. And where rules ask for
 * types, those of other loaders than the application's, which alone is asked for them.
 *
 * <p>Asked for each class that is loaded, most of the time by the interpreter.
 */
final class HandedOver implements BiPredicate<ClassLoader, String> {

  private static final ClassLoader APPLICATION = ClassLoader.getSystemClassLoader();
  private static final ClassLoader PLATFORM = EngineLoader.platformLoader(APPLICATION);

  private String[] starts = {};
  private String[] ends = {};
  private boolean foreign;

  /** Adds a pattern. False where it says neither how names begin nor how they end. */
  boolean add(String pattern) {
    String start = pattern.substring(0, pattern.indexOf('*')).replace('.', '/');
    String end = pattern.substring(pattern.lastIndexOf('*') + 1);
    starts = with(start, starts);
    ends = with(end, ends);
    return !start.isEmpty() || !end.isEmpty();
  }

  private static String[] with(String last, String[] others) {
    String[] all = Arrays.copyOf(others, others.length + 1);
    all[others.length] = last;
    return all;
  }

  /** Rules ask for types. */
  void addForeign() {
    foreign = true;
  }

  boolean areNone() {
    return starts.length == 0 && !foreign;
  }

  /** Whether a class is one of them, by its loader and its internal name. */
  @Override
  public boolean test(ClassLoader loader, String name) {
    if (foreign && loader != APPLICATION && isForeign(loader, name)) {
      return true;
    }
    for (int i = 0; i < starts.length; i++) {
      if (name.startsWith(starts[i]) && name.endsWith(ends[i])) {
        return true;
      }
    }
    return false;
  }

  /** Up to JDK 17, reflection makes a loader for each method. */
  private static boolean isForeign(ClassLoader loader, String name) {
    return loader != PLATFORM && loader != null && !name.startsWith("jdk/internal/");
  }
}
