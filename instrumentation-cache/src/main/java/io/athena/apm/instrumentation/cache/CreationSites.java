package io.athena.apm.instrumentation.cache;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names for objects whose library has none: the application's method that made them, {@code
 * com.example.Pricing#quotes}. More from the same place are {@code :2}, {@code :3}, ... up to a
 * limit, against caches that are made for each request; the rest are {@code #other}. The line
 * number is no part of it: it changes with each release.
 */
final class CreationSites {

  private static final int NAMES_PER_SITE = 50;
  private static final List<String> PLUMBING =
      List.of("java.", "jdk.", "sun.", "org.springframework.cache.");

  private final Map<String, Integer> builds = new ConcurrentHashMap<>();
  private final String library;

  /**
   * Sites from which a library is called.
   *
   * @param library its package, with the last dot
   */
  CreationSites(String library) {
    this.library = library;
  }

  /** The name for what the calling thread has just built. */
  String name() {
    String site =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .dropWhile(frame -> !frame.getClassName().startsWith(library))
                        .filter(frame -> !isPlumbing(frame.getClassName()))
                        .findFirst()
                        .map(CreationSites::site)
                        .orElse("unknown"));
    int ordinal = builds.merge(site, 1, Integer::sum);
    return ordinal == 1 ? site : ordinal <= NAMES_PER_SITE ? site + ":" + ordinal : site + "#other";
  }

  private boolean isPlumbing(String className) {
    return className.startsWith(library) || PLUMBING.stream().anyMatch(className::startsWith);
  }

  /** {@code lambda$quotes$0} is a lambda inside {@code quotes}; constructors have no name. */
  private static String site(StackWalker.StackFrame frame) {
    String method = frame.getMethodName();
    if (method.startsWith("lambda$")) {
      method = method.substring("lambda$".length(), method.lastIndexOf('$'));
    }
    boolean initialiser = method.startsWith("<") || method.equals("new") || method.equals("static");
    return initialiser ? frame.getClassName() : frame.getClassName() + "#" + method;
  }
}
