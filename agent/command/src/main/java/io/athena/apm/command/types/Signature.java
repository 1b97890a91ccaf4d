package io.athena.apm.command.types;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Type;

/** Reads types from descriptors and generic signatures (JVM specification, 4.3 and 4.7.9.1). */
final class Signature {

  private final String text;
  private int at;

  private Signature(String text, int at) {
    this.text = text;
    this.at = at;
  }

  /** The type of a field. */
  static DeclaredType field(String text) {
    return new Signature(text, 0).type();
  }

  /** The types of a method's parameters, and its result behind them. */
  static List<DeclaredType> method(String text) {
    Signature signature = new Signature(text, text.indexOf('(') + 1);
    List<DeclaredType> types = new ArrayList<>();
    while (signature.text.charAt(signature.at) != ')') {
      types.add(signature.type());
    }
    signature.at++;
    types.add(signature.type());
    return types;
  }

  private DeclaredType type() {
    char tag = text.charAt(at++);
    return switch (tag) {
      case '[' -> array();
      case 'L' -> classType();
      case 'T' -> variable();
      default -> DeclaredType.of(Type.getType(String.valueOf(tag)).getClassName());
    };
  }

  private DeclaredType array() {
    DeclaredType element = type();
    return new DeclaredType(element.name(), element.dimensions() + 1, element.arguments());
  }

  private DeclaredType variable() {
    at = text.indexOf(';', at) + 1;
    return DeclaredType.UNKNOWN;
  }

  private DeclaredType classType() {
    StringBuilder name = new StringBuilder();
    List<DeclaredType> arguments = new ArrayList<>();
    char next = text.charAt(at++);
    while (next != ';') {
      if (next == '<') {
        arguments.clear();
        arguments(arguments);
      } else {
        // A dot separates an inner class from a generic outer one.
        name.append(next == '/' ? '.' : next == '.' ? '$' : next);
      }
      next = text.charAt(at++);
    }
    return new DeclaredType(name.toString(), 0, arguments);
  }

  private void arguments(List<DeclaredType> arguments) {
    while (text.charAt(at) != '>') {
      char first = text.charAt(at);
      if (first == '*' || first == '-') {
        at++;
      }
      DeclaredType bound = first == '*' ? DeclaredType.UNKNOWN : extending(first);
      arguments.add(first == '-' ? DeclaredType.UNKNOWN : bound);
    }
    at++;
  }

  private DeclaredType extending(char first) {
    at += first == '+' ? 1 : 0;
    return type();
  }
}
