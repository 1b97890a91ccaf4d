package io.athena.apm.core.rules;

import java.util.ArrayList;
import java.util.List;

/** What an instrument of the agent makes of a method, wherever a rule says that it is one. */
public enum Meaning {
  /** What a caller waits for, however many AI calls it takes. */
  AI_ANALYSIS("ai.analysis"),

  /** A read of a hand-written cache. */
  CACHE_READ("cache.read"),

  /** A method in which a hand-written circuit breaker may change its state. */
  CIRCUIT_BREAKER("circuit_breaker");

  private final String text;

  Meaning(String text) {
    this.text = text;
  }

  /** The meaning that a file names; null where there is none. */
  static Meaning of(String text) {
    for (Meaning meaning : values()) {
      if (meaning.text.equals(text)) {
        return meaning;
      }
    }
    return null;
  }

  /** All of them, as files name them. */
  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Meaning meaning : values()) {
      names.add(meaning.text);
    }
    return names;
  }

  /** As files name it. */
  @Override
  public String toString() {
    return text;
  }
}
