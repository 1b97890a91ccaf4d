package io.athena.apm.command.check;

import io.athena.apm.command.classpath.ClassPath;
import io.athena.apm.core.rules.Rule;
import java.util.List;

/** The super types and annotations that a rule asks for and that are nowhere. */
final class MissingTypes {

  private MissingTypes() {}

  /** Their binary names; a pattern is not among them. */
  static List<String> of(Rule rule, ClassPath classPath) {
    return rule.types().stream()
        .filter(name -> !classPath.contains(name) && !classPath.isJdk(name))
        .toList();
  }
}
