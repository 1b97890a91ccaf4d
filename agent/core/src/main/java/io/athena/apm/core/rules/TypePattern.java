package io.athena.apm.core.rules;

import java.util.function.Predicate;

/**
 * Names of classes, as a rule writes them. Binary names: {@code com.acme.Outer$Inner}.
 *
 * <p>{@code com.acme.Scanner} is that class. {@code **.Scanner} is that simple name in any package,
 * that of a nested class, too. {@code *} stands for characters within a package's segment or a
 * simple name, a segment {@code **} for any number of segments; as the last one, for at least one.
 * {@code *} and {@code **} alone are every class.
 */
public sealed interface TypePattern extends Predicate<String>
    permits TypePattern.Exact, TypePattern.AnyPackage, TypeGlob {

  /** Every class. */
  String ANY = "**";

  /** Whether a class is meant. */
  boolean matches(String binaryName);

  @Override
  default boolean test(String binaryName) {
    return matches(binaryName);
  }

  /** The one name that is meant; null where it is a pattern. */
  String exactName();

  /**
   * The simple name that all classes that are meant have: what follows the package or, of a nested
   * class, its own name alone. Null where they may have several.
   */
  String simpleName();

  /** Whether neither name is known, so that every class must be asked for. */
  default boolean isGeneral() {
    return simpleName() == null;
  }

  /** One class. */
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

  /** A simple name in any package, and in any class where it names none itself. */
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

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException with a sentence for the operator, where the text is none
   */
  static TypePattern parse(String text) {
    TypeNames.check(text);
    if (!Glob.isGlob(text)) {
      return new Exact(text);
    }
    String simple = text.startsWith(ANY + ".") ? text.substring(ANY.length() + 1) : "*";
    return Glob.isGlob(simple) || simple.indexOf('.') >= 0
        ? new TypeGlob(text.equals("*") ? ANY : text)
        : new AnyPackage(simple);
  }
}
