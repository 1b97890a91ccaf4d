package io.athena.apm.weaving;

import java.util.ArrayList;
import java.util.List;

/**
 * Methods to weave, written {@code package.Class#method(java.lang.Object, boolean)}.
 *
 * <p>{@code first|second} matches the second name only in a class without the first, since versions
 * of a library differ. Without parentheses it matches every overload. {@code <init>} is a
 * constructor. Users' rules have the same grammar, and also patterns with stars.
 *
 * @param type the class's binary name
 * @param method the method's name, or several
 * @param parameters the types of its parameters; null for all overloads
 */
public record HookPoint(String type, String method, List<String> parameters) {

  /**
   * Parses the grammar. Part of every start, so without regular expression and lambda.
   *
   * @throws IllegalArgumentException where the text does not follow it
   */
  public static HookPoint parse(String text) {
    int hash = text.indexOf('#');
    int open = text.indexOf('(');
    if (hash <= 0 || (open >= 0 && (open < hash || !text.endsWith(")")))) {
      throw new IllegalArgumentException("not of the form package.Class#method(types): " + text);
    }
    return new HookPoint(
        text.substring(0, hash),
        text.substring(hash + 1, open < 0 ? text.length() : open),
        open < 0 ? null : types(text.substring(open + 1, text.length() - 1)));
  }

  private static List<String> types(String list) {
    List<String> types = new ArrayList<>();
    int from = 0;
    while (from < list.length()) {
      int comma = list.indexOf(',', from);
      int to = comma < 0 ? list.length() : comma;
      types.add(list.substring(from, to).trim());
      from = to + 1;
    }
    return types;
  }

  /** The methods of a class with the name or names, whatever their parameters. */
  List<ClassMembers.Member> methodsOf(ClassMembers members) {
    int bar = method.indexOf('|');
    if (bar < 0) {
      return members.methods(method);
    }
    List<ClassMembers.Member> first = members.methods(method.substring(0, bar));
    return first.isEmpty() ? members.methods(method.substring(bar + 1)) : first;
  }

  @Override
  public String toString() {
    String where = type + "#" + method;
    return parameters == null ? where : where + "(" + String.join(", ", parameters) + ")";
  }
}
