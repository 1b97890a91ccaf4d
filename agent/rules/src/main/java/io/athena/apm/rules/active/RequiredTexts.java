package io.athena.apm.rules.active;

import io.athena.apm.rules.MethodPattern;
import io.athena.apm.rules.Rule;
import io.athena.apm.rules.Selector;
import io.athena.apm.weaving.ConstantTexts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The constants of every class file in which a rule matches a method. */
/*
 * A rule with an interface or an annotation is tested for every class that a service loads, and for
 * nearly all of them the method names decide. Parsing the methods and super types of 3,000 classes
 * took half a second at start.
 */
final class RequiredTexts {

  /** At least one must be present; empty if a method may have any name. */
  private final List<byte[]> methods = new ArrayList<>();

  /** The ends of descriptors; all must be present. */
  private final List<byte[]> annotations = new ArrayList<>();

  RequiredTexts(Rule rule) {
    for (MethodPattern pattern : rule.methods()) {
      if (pattern.exactMethod() == null) {
        methods.clear();
        break;
      }
      methods.add(bytes(pattern.exactMethod()));
    }
    for (Selector selector : rule.selectors()) {
      if (selector.kind() == Selector.Kind.ANNOTATED && selector.type().simpleName() != null) {
        annotations.add(bytes(selector.type().simpleName() + ";"));
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  boolean areIn(byte[] classFile) {
    if (!methods.isEmpty() && !ConstantTexts.haveAny(classFile, methods)) {
      return false;
    }
    for (byte[] annotation : annotations) {
      if (!ConstantTexts.haveEnd(classFile, annotation)) {
        return false;
      }
    }
    return true;
  }
}
