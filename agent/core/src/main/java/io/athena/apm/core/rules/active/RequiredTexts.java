package io.athena.apm.core.rules.active;

import io.athena.apm.core.rules.MethodPattern;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.Selector;
import io.athena.apm.core.weaving.ConstantTexts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a class file has among its constants wherever a rule means something in it. */
/*
 * A rule for the classes of an interface, or with an annotation, is asked about every class that a
 * service loads, and for nearly all of them the answer is in the names of their methods. To list
 * the methods of 3,000 classes, and to read their super types, took half a second of a start.
 */
final class RequiredTexts {

  /** One of them has to be there; empty where a method may have any name. */
  private final List<byte[]> methods = new ArrayList<>();

  /** The ends of descriptors, each of which has to be there. */
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
      if (selector instanceof Selector.Annotated && selector.type().simpleName() != null) {
        annotations.add(bytes(selector.type().simpleName() + ";"));
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a class file has all of it. */
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
