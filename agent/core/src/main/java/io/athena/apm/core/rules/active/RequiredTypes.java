package io.athena.apm.core.rules.active;

import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.Selector;
import io.athena.apm.core.weaving.VisibleTypes;
import java.util.ArrayList;
import java.util.List;

/** The types that a class's loader has to find wherever a rule means something in the class. */
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

  /** Whether the loader of a class finds them all; in doubt it does. */
  boolean areVisible(VisibleTypes types, ClassLoader loader, String ofClass) {
    for (int i = 0; i < names.size(); i++) {
      if (!types.areVisible(loader, names.get(i), ofClass)) {
        return false;
      }
    }
    return true;
  }
}
