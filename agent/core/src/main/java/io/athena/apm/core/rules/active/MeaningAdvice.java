package io.athena.apm.core.rules.active;

import io.athena.apm.core.rules.Meaning;
import java.util.List;

/**
 * What an instrument puts into methods of a meaning. It names types of the JDK and of the runtime
 * zone only: nothing is known of the classes that rules mean.
 *
 * @param meaning of the methods
 * @param advice the binary name of the advice
 * @param unlessFieldFrom not into a class with an instance field of a type from these packages: it
 *     delegates to a library that is measured itself
 * @param innermostOverload of overloads that call each other, only into the last
 */
public record MeaningAdvice(
    Meaning meaning, String advice, List<String> unlessFieldFrom, boolean innermostOverload) {

  /** A list that is copied. */
  public MeaningAdvice {
    unlessFieldFrom = List.copyOf(unlessFieldFrom);
  }
}
