package io.athena.apm.rules.values;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Names for objects whose library has none: the application's method that made them, {@code
 * com.example.Pricing#quotes}. More from the same place are {@code :2}, {@code :3}, ... up to a
 * limit, against objects that are made for each request; the rest are {@code #other}. The number of
 * a dead object is given again. The line number is no part of it: it changes with each release.
 */
public final class CreationSites {

  private static final int NAMES_PER_SITE = 50;
  private static final List<String> PLUMBING =
      List.of("java.", "jdk.", "sun.", "org.springframework.");

  private static final Set<String> OF_COMPILERS =
      Set.of("", "lambda", "anonfun", "access", "null", "new", "static", "_init_");

  private final Set<String> names = ConcurrentHashMap.newKeySet();

  /** No name is given yet. */
  public CreationSites() {}

  /**
   * The name of the object that the calling thread has just built.
   *
   * @param library the package of the library that built it, with the last dot
   */
  public String name(String library) {
    return numbered(caller(library));
  }

  /** As {@link #name}, for a call into the library by the calling thread: the same each time. */
  public static String caller(String library) {
    Site site = new Site(library);
    StackWalker.getInstance().forEach(site);
    return site.found;
  }

  private String numbered(String site) {
    for (int ordinal = 1; ordinal <= NAMES_PER_SITE; ordinal++) {
      String name = ordinal == 1 ? site : site + ":" + ordinal;
      if (names.add(name)) {
        return name;
      }
    }
    return site + "#other";
  }

  /** The object with this name is dead. */
  public void release(String name) {
    names.remove(name);
  }

  private static boolean isPlumbing(String className) {
    for (String plumbing : PLUMBING) {
      if (className.startsWith(plumbing)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Finds the first frame outside the library and frameworks, from the innermost on; where there is
   * none, the first outside the library.
   */
  private static final class Site implements Consumer<StackWalker.StackFrame> {

    private final String library;
    private boolean inLibrary;
    private boolean isApplication;
    private String found = "unknown";

    Site(String library) {
      this.library = library;
    }

    @Override
    public void accept(StackWalker.StackFrame frame) {
      String name = frame.getClassName();
      if (name.startsWith(library)) {
        inLibrary = true;
      } else if (inLibrary && !isApplication) {
        isApplication = !isPlumbing(name);
        found = isApplication || found.equals("unknown") ? site(frame) : found;
      }
    }
  }

  private static String site(StackWalker.StackFrame frame) {
    String method = written(frame.getMethodName());
    return method.isEmpty() ? frame.getClassName() : frame.getClassName() + "#" + method;
  }

  /**
   * The method in the source: {@code lambda$quotes$0}, {@code $anonfun$quotes$1} and {@code
   * quotes$lambda$0} are lambdas inside {@code quotes}.
   *
   * @return empty for constructors, and where the compiler's name does not tell the method
   */
  static String written(String method) {
    if (method.indexOf('$') < 0) {
      return method.startsWith("<") ? "" : method;
    }
    for (String part : method.split("\\$")) {
      if (!OF_COMPILERS.contains(part) && !Character.isDigit(part.charAt(0))) {
        return part;
      }
    }
    return "";
  }
}
