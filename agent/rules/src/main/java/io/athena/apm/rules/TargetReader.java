package io.athena.apm.rules;

import io.athena.apm.core.text.Excerpt;
import io.athena.apm.rules.values.ValueRoot;
import java.util.ArrayList;
import java.util.List;

/** Parses the patterns and selectors of a rule. */
final class TargetReader {

  private final YamlMap map;
  private final Problems problems;

  TargetReader(YamlMap map, Problems problems) {
    this.map = map;
    this.problems = problems;
  }

  List<MethodPattern> methods() {
    List<MethodPattern> methods = new ArrayList<>();
    for (YamlText text : map.texts("method")) {
      List<MethodPattern> patterns = text.parsed(this::patterns, problems);
      methods.addAll(patterns == null ? List.of() : patterns);
    }
    if (!map.has("method") && map.has("annotated")) {
      methods.add(MethodPattern.parse("**#*"));
    } else if (map.lacks("method")) {
      problems.add(map.line(), "a rule needs 'method', such as com.acme.Scanner#scan");
    } else if (map.isEmptyList("method")) {
      problems.add(map.line("method"), "'method' names no method");
    }
    return methods;
  }

  private List<MethodPattern> patterns(String text) {
    List<MethodPattern> patterns = new ArrayList<>();
    for (String each : Braces.expand(text)) {
      MethodPattern pattern = MethodPattern.parse(each);
      if (isEverything(pattern.type()) && map.lacks("implements", "extends", "annotated")) {
        throw new IllegalArgumentException(
            "method "
                + Excerpt.of(text)
                + " matches every class of the JVM; name a class or a package, or add"
                + " 'implements', 'extends' or 'annotated'");
      }
      patterns.add(pattern);
    }
    return patterns;
  }

  private static boolean isEverything(TypePattern type) {
    return type instanceof TypeGlob glob && glob.isEverything();
  }

  List<Selector> selectors() {
    List<Selector> selectors = new ArrayList<>();
    for (Selector.Kind kind : Selector.Kind.values()) {
      TypePattern type = type(kind.toString());
      if (type != null) {
        selectors.add(new Selector(kind, type));
      }
    }
    return selectors;
  }

  private TypePattern type(String key) {
    TypePattern type = map.parsed(key, TypePattern::parse);
    if (type != null && isEverything(type)) {
      problems.add(map.line(key), "'" + key + "' must name a class, not every class");
    }
    return type;
  }

  /** Refuses {@code on-change} of an object that a constructor has not created yet. */
  void checkConstructors(List<MethodPattern> methods, List<MetricRule> metrics) {
    for (MethodPattern method : methods) {
      for (MetricRule metric : metrics) {
        if (method.method().equals(MethodPattern.CONSTRUCTOR)
            && metric.onChange() != null
            && metric.onChange().root() == ValueRoot.THIS) {
          problems.add(
              metric.origin().line(), "'on-change' can't read 'this' before a constructor has run");
        }
      }
    }
  }
}
