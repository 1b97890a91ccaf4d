package io.athena.apm.premain;

import java.io.File;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * What the operator's rules mean, without reading YAML: whatever stands before a {@code #} as a
 * class does in {@code com.acme.Scanner#scan}, and what they ask of super types and annotations.
 *
 * <p>A class whose simple name is written out waits in the gate until the engine has read the
 * rules, so that no call of it is missed; a name too many makes a class wait for nothing. Any other
 * that a rule may mean has the engine read them when it comes: by a pattern, or because it is of
 * another loader than the application's, which alone is asked for the types. Where this text does
 * not tell which those are, they are read at once.
 */
final class RuleNames implements BiPredicate<ClassLoader, String> {

  private static final ClassLoader APPLICATION = ClassLoader.getSystemClassLoader();
  private static final ClassLoader PLATFORM = EngineLoader.platformLoader(APPLICATION);

  /**
   * What in a file may mean more than it says: a backslash writes what it likes, and what YAML
   * takes for a space (U+0085), Java takes for a part of a name.
   */
  private static final String[] MORE = {"enabled", "\\", "\u0085"};

  private final Set<String> names = new HashSet<String>();
  private final NamePatterns patterns = new NamePatterns();
  private final SelectorTypes types = new SelectorTypes();
  private boolean everyClass;
  private boolean all = true;

  private RuleNames() {}

  /**
   * The names in some files.
   *
   * @param files their paths with commas between them; a file that can't be read has no names, and
   *     the engine says what is wrong with it
   */
  static RuleNames in(String files) {
    RuleNames found = new RuleNames();
    for (String file : files.split(",", -1)) {
      if (!file.trim().isEmpty()) {
        found.add(RuleFile.text(new File(file.trim())));
      }
    }
    return found;
  }

  /** The names in a file's text. */
  static RuleNames of(String text) {
    RuleNames found = new RuleNames();
    found.add(text);
    return found;
  }

  /** Simple names of classes. */
  Set<String> names() {
    return names;
  }

  /** Binary names of super types and annotations. */
  Set<String> types() {
    return types.names();
  }

  /**
   * Whether the rules are for no classes but those with one of these names, or with one of these
   * types, so that nobody has to read them before. A file without any is probably a mistake, which
   * is told soon.
   */
  boolean areAll() {
    return all && !(everyClass && types().isEmpty()) && types.areAll();
  }

  /** Whether a rule may mean a class, by its internal name, that has none of these simple names. */
  @Override
  public boolean test(ClassLoader loader, String name) {
    return patterns.mayMean(name) || (!types().isEmpty() && isForeign(loader, name));
  }

  /** Of no loader that is asked for types. Up to JDK 17, reflection makes one for each method. */
  private static boolean isForeign(ClassLoader loader, String name) {
    return loader != APPLICATION
        && loader != PLATFORM
        && loader != null
        && !name.startsWith("jdk/internal/");
  }

  private void add(String text) {
    boolean any = types.add(text);
    for (String more : MORE) {
      all &= !text.contains(more);
    }
    for (int hash = text.indexOf('#'); hash >= 0; hash = text.indexOf('#', hash + 1)) {
      String type = Names.before(text, hash);
      String simpleName = type.substring(type.lastIndexOf('.') + 1);
      if (!simpleName.isEmpty()) {
        add(type, simpleName);
        any = true;
      }
    }
    all &= any;
  }

  private void add(String type, String simpleName) {
    if (simpleName.indexOf('*') < 0) {
      names.add(simpleName);
    } else if (Names.areEveryClass(type)) {
      everyClass = true;
    } else {
      all &= patterns.add(type);
    }
  }
}
