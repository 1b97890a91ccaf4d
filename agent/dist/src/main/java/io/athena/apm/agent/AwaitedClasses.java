package io.athena.apm.agent;

import java.util.Set;
import java.util.function.BiPredicate;

/**
 * The classes that the operator's rules may mean, as the premain zone has them from the text: the
 * first of these has the rules read. Asked by any thread that loads a class.
 *
 * @param all whether there are no others; where there may be, the rules are read at once
 * @param simpleNames of classes that the gate stops
 * @param handedOver knows the loaders and internal names of those that it hands over besides
 * @param types super types and annotations, by their binary names; the gate stops them, too
 */
record AwaitedClasses(
    boolean all,
    Set<String> simpleNames,
    BiPredicate<ClassLoader, String> handedOver,
    Set<String> types) {

  /** None: nobody looked. */
  static AwaitedClasses unknown() {
    return new AwaitedClasses(false, Set.of(), new Nothing(), Set.of());
  }

  /** Whether a class is one of them, by its binary name; in doubt it is. */
  boolean include(ClassLoader loader, String name) {
    String simpleName = name.substring(name.lastIndexOf('.') + 1);
    return !all
        || simpleNames.contains(simpleName)
        || simpleNames.contains(simpleName.substring(simpleName.lastIndexOf('$') + 1))
        || types.contains(name)
        || areHandedOver(loader, name);
  }

  /** Whether the gate hands a class over, by its binary name, that it does not stop. */
  boolean areHandedOver(ClassLoader loader, String name) {
    return handedOver.test(loader, name.replace('.', '/'));
  }

  private static final class Nothing implements BiPredicate<ClassLoader, String> {

    @Override
    public boolean test(ClassLoader loader, String name) {
      return false;
    }
  }
}
