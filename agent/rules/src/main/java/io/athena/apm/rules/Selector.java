package io.athena.apm.rules;

import java.util.Locale;

/** A condition beside a class's or method's name; the type is a super type or an annotation. */
public record Selector(Kind kind, TypePattern type) {

  /** The relation of the type to the class or the method. */
  public enum Kind {
    /** An interface of the class, directly, by a super class or by a super interface. */
    IMPLEMENTS,
    /** A super class, direct or not. */
    EXTENDS,
    /** An annotation of the method, or of the class that declares it. */
    ANNOTATED;

    /** The key in rules files. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@code implements com.acme.Scanner}. */
  @Override
  public String toString() {
    return kind + " " + type;
  }
}
