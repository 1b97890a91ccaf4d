package io.athena.apm.core.rules;

/** What a class must be, besides its name, or its method. */
public sealed interface Selector {

  /** Which super type or annotation. */
  TypePattern type();

  /** A class that implements an interface, itself or by a super class or a super interface. */
  record Implements(TypePattern type) implements Selector {}

  /** A class with a super class, direct or not. */
  record Extends(TypePattern type) implements Selector {}

  /** A method with an annotation, or any method that a class with it declares. */
  record Annotated(TypePattern type) implements Selector {}
}
