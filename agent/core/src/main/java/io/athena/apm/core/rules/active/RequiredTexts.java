package io.athena.apm.core.rules.active;

import io.athena.apm.core.rules.MethodPattern;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a class file has among its constants wherever a rule means something in it. */
/*
 * A rule for the classes of an interface, or with an annotation, is asked about every class that a
 * service loads, and for nearly all of them the answer is in the names of their methods. To read
 * the tables of 3,000 class files took a tenth of a second of a start, and their super types half
 * of one. To search a file as text is what the JVM does fastest: a character is a byte (ISO
 * 8859-1), a constant its tag, its length and its text (JVM specification, section 4.4.7).
 */
final class RequiredTexts {

  private static final char UTF8 = 1;

  /** One of them has to be there; empty where a method may have any name. */
  private final List<String> methods = new ArrayList<>();

  private final List<String> annotations = new ArrayList<>();

  RequiredTexts(Rule rule) {
    for (MethodPattern pattern : rule.methods()) {
      if (pattern.exactMethod() == null) {
        methods.clear();
        break;
      }
      methods.add(constant(pattern.exactMethod()));
    }
    for (Selector selector : rule.selectors()) {
      if (selector instanceof Selector.Annotated && selector.type().simpleName() != null) {
        annotations.add(asText(bytes(selector.type().simpleName() + ";")));
      }
    }
  }

  /** A class file as it is searched. */
  static String asText(byte[] classFile) {
    return new String(classFile, StandardCharsets.ISO_8859_1);
  }

  private static String constant(String text) {
    byte[] bytes = bytes(text);
    return UTF8 + "" + (char) (bytes.length >> 8) + (char) (bytes.length & 0xff) + asText(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a class file has all of it. */
  boolean areIn(String classFile) {
    for (String annotation : annotations) {
      if (!classFile.contains(annotation)) {
        return false;
      }
    }
    for (String method : methods) {
      if (classFile.contains(method)) {
        return true;
      }
    }
    return methods.isEmpty();
  }
}
