package io.athena.apm.rules.active;

import io.athena.apm.rules.MethodRole;
import java.util.List;
import java.util.Set;

/**
 * The advice of an instrument for methods with a role. It uses types of the JDK and of the runtime
 * zone only, because the classes that rules match are unknown.
 *
 * @param role of the methods
 * @param advice the binary name of the advice
 * @param unlessFieldFrom skips classes with an instance field of a type from these packages: they
 *     delegate to a library that is measured itself
 * @param innermostOverload skips overloads that call another one
 * @param metrics the names of the metrics that it records, which a rule may record itself
 * @param uncounted the binary name of the advice for methods of such a rule; null for none
 */
public record MethodRoleAdvice(
    MethodRole role,
    String advice,
    List<String> unlessFieldFrom,
    boolean innermostOverload,
    Set<String> metrics,
    String uncounted) {

  /** Copies the collections. */
  public MethodRoleAdvice {
    unlessFieldFrom = List.copyOf(unlessFieldFrom);
    metrics = Set.copyOf(metrics);
  }
}
