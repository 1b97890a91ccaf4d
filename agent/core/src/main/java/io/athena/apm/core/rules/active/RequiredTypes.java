package io.athena.apm.core.rules.active;

import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.Selector;
import io.athena.apm.core.weaving.ClassPathTypes;
import java.util.ArrayList;
import java.util.List;

/** The types that have to be there wherever a rule means something in a class. */
/*
 * Without an interface on its class path a service has no class that implements it, and needs no
 * look at any. For an annotation that is a decision: the JVM's reflection, too, knows none whose
 * class is missing.
 */
final class RequiredTypes {

  private final List<String> names = new ArrayList<>();

  RequiredTypes(Rule rule) {
    for (Selector selector : rule.selectors()) {
      String name = selector.type().exactName();
      if (name != null) {
        names.add(name);
      }
    }
  }

  /** Their binary names. */
  List<String> names() {
    return names;
  }

  /** Whether classes of a loader may know them all. */
  boolean mayBeKnown(ClassPathTypes types, ClassLoader loader) {
    for (int i = 0; i < names.size(); i++) {
      if (!types.mayBeKnown(loader, names.get(i))) {
        return false;
      }
    }
    return true;
  }
}
