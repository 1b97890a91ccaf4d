package io.athena.apm.command.check;

import io.athena.apm.command.classpath.ClassPath;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.Selector;
import java.util.List;

/** The super types and annotations that a rule asks for and that are nowhere. */
final class MissingTypes {

  private MissingTypes() {}

  /** Their binary names; a pattern is not among them. */
  static List<String> of(Rule rule, ClassPath classPath) {
    return rule.selectors().stream()
        .map(Selector::type)
        .map(type -> type.exactName())
        .filter(name -> name != null && !classPath.contains(name) && !classPath.isJdk(name))
        .toList();
  }
}
