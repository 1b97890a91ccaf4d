package io.athena.apm.agent;

import io.athena.apm.core.weaving.VisibleTypes;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The classes that the operator's rules may mean, as the premain zone has them from the text: the
 * first of these has the rules read. Asked by any thread that loads a class.
 *
 * @param named knows those whose simple names are written out, which the gate stops
 * @param matching knows those whose names begin and end as a pattern does; null where there is none
 * @param types super types and annotations, by their binary names
 */
record AwaitedClasses(Predicate<String> named, Predicate<String> matching, Set<String> types) {

  /** Whether there are others than those that the gate stops. */
  boolean passTheGate() {
    return matching != null || !types.isEmpty();
  }

  /**
   * Whether a class is one of them, by its binary name and what its loader finds; in doubt it is.
   */
  boolean include(VisibleTypes visible, ClassLoader loader, String name) {
    return named.test(name)
        || (matching != null && matching.test(name))
        || (!types.isEmpty() && mayHaveAny(visible, loader, name));
  }

  /** Whether the classes of a loader, of which one is given, may have any of the types. */
  boolean mayHaveAny(VisibleTypes visible, ClassLoader loader, String name) {
    for (String type : types) {
      if (visible.areVisible(loader, type, name)) {
        return true;
      }
    }
    return false;
  }
}
