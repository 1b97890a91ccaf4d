package io.athena.apm.rules;

/** A condition on a class or a method beside its name. */
public sealed interface Selector {

  /** Matches the super type or annotation. */
  TypePattern type();

  /** The class implements an interface, directly, by a super class or by a super interface. */
  record Implements(TypePattern type) implements Selector {}

  /** The class has a super class, direct or not. */
  record Extends(TypePattern type) implements Selector {}

  /** The method, or the class that declares it, has an annotation. */
  record Annotated(TypePattern type) implements Selector {}
}
