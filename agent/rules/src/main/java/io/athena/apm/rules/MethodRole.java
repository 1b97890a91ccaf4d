package io.athena.apm.rules;

import io.athena.apm.core.text.Excerpt;
import java.util.ArrayList;
import java.util.List;

/** The role that a rule gives a method: which of the agent's instruments measures it. */
public enum MethodRole {
  /** A method that answers its caller by one or more AI calls. */
  AI_ANALYSIS("ai.analysis"),

  /** A read of a hand-written cache. */
  CACHE_READ("cache.read"),

  /** A method in which a hand-written circuit breaker may change its state. */
  CIRCUIT_BREAKER("circuit_breaker"),

  /** A method of a hand-written circuit breaker that makes the protected call. */
  CIRCUIT_BREAKER_CALL("circuit_breaker.call");

  private final String text;

  MethodRole(String text) {
    this.text = text;
  }

  /** Refuses names that are not a role, with a sentence for the operator. */
  static MethodRole parse(String text) {
    for (MethodRole role : values()) {
      if (role.text.equals(text)) {
        return role;
      }
    }
    throw new IllegalArgumentException(
        "'as' " + Excerpt.of(text) + " is not one of " + String.join(", ", names()));
  }

  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (MethodRole role : values()) {
      names.add(role.text);
    }
    return names;
  }

  /** The name in rules files. */
  @Override
  public String toString() {
    return text;
  }
}
