package io.athena.apm.rules;

import java.util.function.Predicate;

/**
 * A pattern for binary class names, such as {@code com.acme.Outer$Inner}.
 *
 * <p>{@code com.acme.Scanner} matches that class. {@code **.Scanner} matches that simple name in
 * any package, also of nested classes. {@code *} stands for characters within a package's segment
 * or a simple name. A segment {@code **} stands for any number of segments; as the last segment,
 * for at least one. {@code *} and {@code **} alone match every class.
 */
public sealed interface TypePattern extends Predicate<String>
    permits TypePattern.Exact, TypePattern.AnyPackage, TypeGlob {

  /** Matches every class. */
  String ANY = "**";

  /** Whether a class matches. */
  boolean matches(String binaryName);

  @Override
  default boolean test(String binaryName) {
    return matches(binaryName);
  }

  /** The only name that matches; null if several may. */
  String exactName();

  /**
   * The simple name of all classes that match: the name without the package or, of a nested class,
   * its own name alone. Null if they may have several.
   */
  String simpleName();

  /** Whether both names are unknown, so every class must be tested. */
  default boolean isGeneral() {
    return simpleName() == null;
  }

  /** Matches one class. */
  record Exact(String exactName) implements TypePattern {

    @Override
    public boolean matches(String binaryName) {
      return binaryName.equals(exactName);
    }

    @Override
    public String simpleName() {
      return exactName.substring(exactName.lastIndexOf('.') + 1);
    }

    @Override
    public String toString() {
      return exactName;
    }
  }

  /** Matches a simple name in any package and, unless it has a {@code $}, in any class. */
  record AnyPackage(String simpleName) implements TypePattern {

    @Override
    public boolean matches(String binaryName) {
      int before = binaryName.length() - simpleName.length() - 1;
      return binaryName.endsWith(simpleName) && (before < 0 || ends(binaryName.charAt(before)));
    }

    private boolean ends(char outer) {
      return outer == '.' || (outer == '$' && simpleName.indexOf('$') < 0);
    }

    @Override
    public String exactName() {
      return null;
    }

    @Override
    public String toString() {
      return ANY + "." + simpleName;
    }
  }

  /** Parses a pattern; refuses other texts with a sentence for the operator. */
  static TypePattern parse(String text) {
    TypeNames.check(text);
    if (!Glob.isGlob(text)) {
      return new Exact(text);
    }
    String simple = text.startsWith(ANY + ".") ? text.substring(ANY.length() + 1) : "*";
    return Glob.isGlob(simple) || simple.indexOf('.') >= 0
        ? new TypeGlob(text)
        : new AnyPackage(simple);
  }
}
