package io.athena.apm.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A piece of text in the file, and its line, from 1. */
public record YamlText(String text, int line) {

  /** A node's text; null if it is a list, a map, a number, a boolean or empty. */
  static YamlText of(Node node) {
    return node instanceof ScalarNode scalar
            && scalar.getTag().equals(Tag.STR)
            && !scalar.getValue().isBlank()
        ? new YamlText(scalar.getValue().trim(), line(node))
        : null;
  }

  /** Parses the text; returns null, and adds a problem, if the parser refuses it. */
  <T> T parsed(Function<String, T> parser, Problems problems) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException bad) {
      problems.add(line, bad.getMessage());
      return null;
    }
  }

  /** The source of a text, a number or a boolean in lower case; null for other nodes. */
  public static String scalar(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue().toLowerCase(Locale.ROOT) : null;
  }

  static int line(Node node) {
    Optional<Mark> start = node.getStartMark();
    return start.isPresent() ? start.get().getLine() + 1 : 1;
  }

  /** For messages: {@code a list}. */
  static String kind(Node node) {
    return switch (node.getNodeType()) {
      case SEQUENCE -> "a list";
      case MAPPING -> "a map";
      default -> scalarKind((ScalarNode) node);
    };
  }

  private static String scalarKind(ScalarNode node) {
    if (node.getTag().equals(Tag.NULL) || node.getValue().isBlank()) {
      return "empty";
    }
    if (node.getTag().equals(Tag.BOOL)) {
      return "a boolean";
    }
    return node.getTag().equals(Tag.STR) ? "text" : "a number";
  }
}
