package io.athena.apm.command.check;

import io.athena.apm.command.classpath.ClassPath;
import io.athena.apm.core.text.NearestName;
import io.athena.apm.rules.MethodPattern;
import io.athena.apm.rules.Rule;
import io.athena.apm.rules.Selector;
import io.athena.apm.rules.TypePattern;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Explains why a rule matches nothing, with a suggestion. */
final class NothingMatched {

  private final ClassPath classPath;
  private final Set<String> names;
  private final ClassMethods methods;

  NothingMatched(ClassPath classPath) {
    this.classPath = classPath;
    this.names = classPath.names();
    this.methods = new ClassMethods(classPath);
  }

  /** A sentence for the first of its patterns. */
  String reason(Rule rule, List<MatchedClass> withoutCode) {
    MethodPattern pattern = rule.methods().get(0);
    List<String> classes =
        names.stream().filter(name -> MatchedClasses.mayMatch(rule, name)).toList();
    if (!withoutCode.isEmpty()) {
      MatchedClass first = withoutCode.get(0);
      return "matches only methods that can't be measured: %s#%s"
          .formatted(first.name(), first.methods().get(0).name());
    }
    if (classes.isEmpty()) {
      return "matches no class: " + noClass(pattern.type());
    }
    if (methods.anyMatches(rule, classes)) {
      return "matches nothing: " + noType(rule);
    }
    return "matches no method: " + noMethod(pattern, classes);
  }

  private String noType(Rule rule) {
    for (String name : superTypes(rule)) {
      if (methods.anyMatches(rule, List.of(name))) {
        return "classes below "
            + name
            + " inherit the method; its code is measured by "
            + name
            + "#"
            + rule.methods().get(0).method();
      }
    }
    StringBuilder hints = new StringBuilder();
    for (String name : missingTypes(rule)) {
      if (name.indexOf('.') >= 0) {
        return name + " is not on the class path" + nearestClass(TypePattern.parse(name));
      }
      // Hardly any class is in the unnamed package.
      hints.append("; ").append(name).append(" in any package is **.").append(name);
    }
    String selectors = RuleReport.selectors(rule);
    return "no class or method fits both its patterns and '" + selectors + "'" + hints;
  }

  /** The super types of a rule's selectors that are on the class path. */
  private List<String> superTypes(Rule rule) {
    return rule.selectors().stream()
        .filter(selector -> selector.kind() != Selector.Kind.ANNOTATED)
        .map(selector -> selector.type().exactName())
        .filter(name -> name != null && classPath.contains(name))
        .toList();
  }

  /** The super types and annotations of a rule's selectors that are not on the class path. */
  private List<String> missingTypes(Rule rule) {
    return rule.selectors().stream()
        .map(selector -> selector.type().exactName())
        .filter(name -> name != null && !classPath.contains(name) && !classPath.isJdk(name))
        .toList();
  }

  private String noClass(TypePattern type) {
    if (type.exactName() != null && classPath.isJdk(type.exactName())) {
      return type + " is the JDK's, which is never instrumented";
    }
    String reason = type + " is not on the class path";
    return type.simpleName() == null ? reason : reason + nearestClass(type);
  }

  private String nearestClass(TypePattern type) {
    TypePattern anywhere = new TypePattern.AnyPackage(type.simpleName());
    for (String name : names) {
      if (anywhere.matches(name)) {
        return "; nearest: " + name;
      }
    }
    boolean exact = type.exactName() != null;
    Set<String> known = exact ? names : simpleNames();
    String nearest = NearestName.of(exact ? type.exactName() : type.simpleName(), known);
    return nearest.isEmpty() ? "" : "; nearest: " + (exact ? "" : TypePattern.ANY + ".") + nearest;
  }

  private Set<String> simpleNames() {
    Set<String> simple = new TreeSet<>();
    names.forEach(name -> simple.add(name.substring(name.lastIndexOf('.') + 1)));
    return simple;
  }

  private String noMethod(MethodPattern pattern, List<String> classes) {
    if (classes.size() > 1) {
      return "none of the " + classes.size() + " classes that match has one";
    }
    String type = classes.get(0);
    String overloads = methods.overloads(type, pattern.method());
    if (!overloads.isEmpty()) {
      return type + " has " + overloads;
    }
    String ancestor = methods.ancestorWith(type, pattern.method());
    if (ancestor != null) {
      return type + " inherits " + pattern.method() + " from " + ancestor + "; name that class";
    }
    String reason = type + " has no method " + pattern.method();
    return isNamedAsConstructor(pattern.method(), type)
        ? reason + "; nearest: " + MethodPattern.CONSTRUCTOR
        : reason + NearestName.hint(pattern.method(), methods.names(type));
  }

  /** Other tools name constructors like this. */
  private static boolean isNamedAsConstructor(String method, String type) {
    int before = Math.max(type.lastIndexOf('.'), type.lastIndexOf('$'));
    return method.equals("new") || method.equals(type.substring(before + 1));
  }
}
