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

  List<MethodPattern> methods(List<Selector> selectors) {
    List<MethodPattern> methods = new ArrayList<>();
    for (YamlText text : map.texts("method")) {
      for (MethodPattern pattern : patterns(text)) {
        methods.add(pattern);
        checkNotEverything(text, pattern, selectors);
      }
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

  private List<MethodPattern> patterns(YamlText text) {
    List<MethodPattern> patterns = new ArrayList<>();
    try {
      for (String each : Braces.expand(text.text())) {
        patterns.add(MethodPattern.parse(each));
      }
    } catch (IllegalArgumentException bad) {
      problems.add(text.line(), bad.getMessage());
    }
    return patterns;
  }

  private void checkNotEverything(YamlText text, MethodPattern pattern, List<Selector> selectors) {
    if (selectors.isEmpty() && isEverything(pattern.type())) {
      problems.add(
          text.line(),
          "method "
              + Excerpt.of(text.text())
              + " matches every class of the JVM; name a class or a package, or add 'implements',"
              + " 'extends' or 'annotated'");
    }
  }

  private static boolean isEverything(TypePattern type) {
    return type instanceof TypeGlob glob && glob.isEverything();
  }

  List<Selector> selectors() {
    List<Selector> selectors = new ArrayList<>();
    TypePattern implemented = type("implements");
    TypePattern extended = type("extends");
    TypePattern annotation = type("annotated");
    if (implemented != null) {
      selectors.add(new Selector.Implements(implemented));
    }
    if (extended != null) {
      selectors.add(new Selector.Extends(extended));
    }
    if (annotation != null) {
      selectors.add(new Selector.Annotated(annotation));
    }
    return selectors;
  }

  private TypePattern type(String key) {
    YamlText text = map.text(key);
    if (text == null) {
      return null;
    }
    try {
      TypePattern type = TypePattern.parse(text.text());
      if (isEverything(type)) {
        problems.add(text.line(), "'" + key + "' must name a class, not every class");
      }
      return type;
    } catch (IllegalArgumentException bad) {
      problems.add(text.line(), bad.getMessage());
      return null;
    }
  }

  /** Before a constructor runs, there is no object to read. */
  void checkConstructors(List<MethodPattern> methods, List<MetricRule> metrics) {
    for (MethodPattern method : methods) {
      for (MetricRule metric : metrics) {
        if (method.method().equals(MethodPattern.CONSTRUCTOR)
            && metric.onChange() != null
            && metric.onChange().root() == ValueRoot.THIS) {
          problems.add(
              metric.origin().line(), "'on-change' of 'this' has nothing before a constructor");
        }
      }
    }
  }
}
