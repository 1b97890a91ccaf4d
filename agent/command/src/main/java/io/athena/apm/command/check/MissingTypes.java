package io.athena.apm.command.check;

import io.athena.apm.command.classpath.ClassPath;
import io.athena.apm.rules.Rule;
import java.util.List;

/** The super types and annotations of a rule's selectors that are not on the class path. */
final class MissingTypes {

  private MissingTypes() {}

  /** Their binary names; a pattern is not among them. */
  static List<String> of(Rule rule, ClassPath classPath) {
    return rule.selectors().stream()
        .map(selector -> selector.type().exactName())
        .filter(name -> name != null && !classPath.contains(name) && !classPath.isJdk(name))
        .toList();
  }
}
