package io.athena.apm.rules.values;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Names for objects whose library has none: the application's method that made them, {@code
 * com.example.Pricing#quotes}. Further objects from the same method get {@code :2}, {@code :3}, ...
 * up to a limit, because an application may create objects for each request; the rest are {@code
 * #other}. The number of a dead object is reused. The name has no line number, which would change
 * with each release.
 */
public final class CreationSites {

  private static final int NAMES_PER_SITE = 50;
  private static final List<String> PLUMBING =
      List.of("java.", "jdk.", "sun.", "org.springframework.");

  private static final Set<String> OF_COMPILERS =
      Set.of("", "lambda", "anonfun", "access", "null", "new", "static", "_init_");

  private final Set<String> names = ConcurrentHashMap.newKeySet();

  /** Has given no name yet. */
  public CreationSites() {}

  /**
   * The name of the object that the calling thread has just built.
   *
   * @param library the package of the library that built it, with the last dot
   */
  public String name(String library) {
    return numbered(caller(library));
  }

  /**
   * As {@link #name}, but without a number, for a call into the library by the calling thread: each
   * call from one method gets the same name.
   */
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

  /** Allows the name to be reused, since its object is dead. */
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
   * Finds the innermost frame outside the library and frameworks or, if there is none, outside the
   * library.
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
