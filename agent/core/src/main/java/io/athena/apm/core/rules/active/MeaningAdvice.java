package io.athena.apm.core.rules.active;

import io.athena.apm.core.rules.Meaning;
import java.util.List;
import java.util.Set;

/**
 * What an instrument puts into methods of a meaning. It names types of the JDK and of the runtime
 * zone only: nothing is known of the classes that rules mean.
 *
 * @param meaning of the methods
 * @param advice the binary name of the advice
 * @param unlessFieldFrom not into a class with an instance field of a type from these packages: it
 *     delegates to a library that is measured itself
 * @param innermostOverload of overloads that call each other, only into the last
 * @param metrics the names of what it counts, which an operator's rule may count itself
 * @param uncounted the binary name of the advice for classes in which one does; null for nothing
 */
public record MeaningAdvice(
    Meaning meaning,
    String advice,
    List<String> unlessFieldFrom,
    boolean innermostOverload,
    Set<String> metrics,
    String uncounted) {

  /** Collections that are copied. */
  public MeaningAdvice {
    unlessFieldFrom = List.copyOf(unlessFieldFrom);
    metrics = Set.copyOf(metrics);
  }
}
