package io.athena.apm.command.check;

import io.athena.apm.command.classpath.ClassPath;
import io.athena.apm.rules.Rule;
import io.athena.apm.rules.active.InspectedClass;
import io.athena.apm.weaving.ClassMembers;
import io.athena.apm.weaving.SuperTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The classes that rules match, found in one pass over a class path. */
public final class MatchedClasses {

  private final ClassPath classPath;
  private final SuperTypes parents;
  private final Map<Rule, List<MatchedClass>> byRule = new LinkedHashMap<>();
  private final List<String> unreadable = new ArrayList<>();

  private MatchedClasses(ClassPath classPath, List<Rule> rules) {
    this.classPath = classPath;
    this.parents = new SuperTypes(classPath);
    rules.forEach(rule -> byRule.put(rule, new ArrayList<>()));
  }

  /** Inspects every class. */
  public static MatchedClasses find(List<Rule> rules, ClassPath classPath) {
    MatchedClasses found = new MatchedClasses(classPath, rules);
    classPath.names().forEach(found::inspect);
    return found;
  }

  /** Candidates that are not valid class files, each in a sentence. */
  public List<String> unreadable() {
    return unreadable;
  }

  List<MatchedClass> of(Rule rule) {
    return byRule.get(rule);
  }

  private void inspect(String name) {
    List<Rule> candidates = byRule.keySet().stream().filter(rule -> mayMatch(rule, name)).toList();
    if (candidates.isEmpty()) {
      return;
    }
    try {
      InspectedClass type = new InspectedClass(name, classPath.read(name), parents);
      for (Rule rule : candidates) {
        List<ClassMembers.Member> methods = type.matched(rule);
        if (!methods.isEmpty()) {
          byRule.get(rule).add(MatchedClass.of(rule, name, methods, type.file()));
        }
      }
    } catch (IOException | RuntimeException damaged) {
      unreadable.add("class " + name + " can't be read: " + damaged);
    }
  }

  static boolean mayMatch(Rule rule, String type) {
    return !InspectedClass.isOurs(type)
        && rule.methods().stream().anyMatch(pattern -> pattern.matchesType(type));
  }
}
