package io.athena.apm.rules;

import io.athena.apm.core.text.Excerpt;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern for methods, such as {@code com.acme.*Scanner#scan(java.nio.file.Path, byte[])}: the
 * grammar of the agent's own hooks, with wildcards.
 *
 * <p>Without parentheses every overload matches. {@code <init>} matches constructors, which a
 * wildcard never does. A parameter's type is its full or its simple name.
 *
 * @param type matches the class
 * @param method a method's name, with or without wildcards
 * @param parameters the types of its parameters; null for all overloads
 */
public record MethodPattern(TypePattern type, String method, List<String> parameters) {

  /** The name of constructors. */
  public static final String CONSTRUCTOR = "<init>";

  /** Copies the list. */
  public MethodPattern {
    parameters = parameters == null ? null : List.copyOf(parameters);
  }

  /** Parses a pattern without braces; refuses other texts with a sentence for the operator. */
  public static MethodPattern parse(String text) {
    int hash = text.indexOf('#');
    int open = text.indexOf('(');
    if (hash <= 0 || (open >= 0 && (open < hash || !text.endsWith(")")))) {
      throw new IllegalArgumentException(
          "method " + Excerpt.of(text) + " is not of the form package.Class#method(types)");
    }
    String method = text.substring(hash + 1, open < 0 ? text.length() : open).trim();
    checkMethod(text, method);
    return new MethodPattern(
        TypePattern.parse(text.substring(0, hash).trim()),
        method,
        open < 0 ? null : types(text, text.substring(open + 1, text.length() - 1).trim()));
  }

  private static void checkMethod(String text, String method) {
    if (method.isEmpty() || !(method.equals(CONSTRUCTOR) || TypeNames.isName(method))) {
      throw new IllegalArgumentException(
          "method "
              + Excerpt.of(text)
              + " has no method's name after #; stars and <init> are allowed");
    }
  }

  private static List<String> types(String text, String list) {
    List<String> types = new ArrayList<>();
    for (String type : list.isEmpty() ? new String[0] : list.split(",", -1)) {
      types.add(parameter(text, type.trim()));
    }
    return types;
  }

  private static String parameter(String text, String written) {
    String type =
        written.endsWith("...") ? written.substring(0, written.length() - 3) + "[]" : written;
    String element = type;
    while (element.endsWith("[]")) {
      element = element.substring(0, element.length() - 2);
    }
    if (Glob.isGlob(element) || !TypeNames.isQualifiedName(element)) {
      throw new IllegalArgumentException(
          ("method %s has a parameter %s, which is no type such as java.nio.file.Path, Path, int or"
                  + " byte[]; without parentheses all overloads match")
              .formatted(Excerpt.of(text), Excerpt.of(written)));
    }
    return type;
  }

  /** Whether the methods of a class may match. */
  public boolean matchesType(String binaryName) {
    return type.matches(binaryName);
  }

  /** The only method name that matches; null if several may. */
  public String exactMethod() {
    return Glob.isGlob(method) ? null : method;
  }

  /**
   * Whether a method of a matching class, {@code <init>} for a constructor, matches. The types of
   * its parameters are binary names, arrays as {@code byte[]}.
   */
  public boolean matchesMethod(String name, List<String> parameterTypes) {
    boolean named =
        (Glob.isGlob(method) && !name.equals(CONSTRUCTOR))
            ? Glob.matches(method, name)
            : method.equals(name);
    return named && (parameters == null || matchesAll(parameterTypes));
  }

  private boolean matchesAll(List<String> types) {
    boolean same = types.size() == parameters.size();
    for (int i = 0; same && i < types.size(); i++) {
      same = isType(parameters.get(i), types.get(i));
    }
    return same;
  }

  private static boolean isType(String written, String type) {
    int before = type.length() - written.length() - 1;
    return type.equals(written)
        || (before >= 0
            && type.endsWith(written)
            && written.indexOf('.') < 0
            && (type.charAt(before) == '.' || type.charAt(before) == '$'));
  }

  @Override
  public String toString() {
    String name = type + "#" + method;
    return parameters == null ? name : name + "(" + String.join(", ", parameters) + ")";
  }
}
