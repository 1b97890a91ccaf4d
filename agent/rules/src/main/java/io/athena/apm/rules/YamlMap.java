package io.athena.apm.rules;

import io.athena.apm.core.text.Excerpt;
import io.athena.apm.core.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A map in the file. Reports unknown and repeated keys when it is created. */
public final class YamlMap {

  private final String what;
  private final int line;
  private final Problems problems;
  private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
  private boolean unknown;

  /** Messages call the map {@code what}: {@code a rule}. The keys are null for any. */
  private YamlMap(MappingNode node, String what, Set<String> keys, Problems problems) {
    this.what = what;
    this.line = YamlText.line(node);
    this.problems = problems;
    for (NodeTuple entry : node.getValue()) {
      add(entry, keys);
    }
  }

  /** Returns null, and adds a problem, if a node is no map. */
  public static YamlMap of(Node node, String what, Set<String> keys, Problems problems) {
    if (node instanceof MappingNode map) {
      return new YamlMap(map, what, keys, problems);
    }
    problems.add(YamlText.line(node), what + " must be a map, but is " + YamlText.kind(node));
    return null;
  }

  private void add(NodeTuple entry, Set<String> keys) {
    Node node = entry.getKeyNode();
    if (!(node instanceof ScalarNode scalar)) {
      problems.add(YamlText.line(node), "a key of " + what + " must be text");
      return;
    }
    String key = scalar.getValue();
    if (keys != null && !keys.contains(key)) {
      unknown(key, YamlText.line(node), keys);
    } else if (entries.containsKey(key)) {
      problems.add(
          YamlText.line(node),
          Excerpt.of(key) + " is here a second time; the first is in line " + line(key));
    } else {
      entries.put(key, entry);
    }
  }

  private void unknown(String key, int at, Set<String> keys) {
    unknown = true;
    problems.add(at, Excerpt.of(key) + " is not a key of " + what + NearestName.hint(key, keys));
  }

  /** The map's first line. */
  public int line() {
    return line;
  }

  /**
   * Whether all of these keys are missing. False if the map has an unknown key: it may be a
   * misspelt one of them, and is already reported.
   */
  public boolean lacks(String... anyOf) {
    for (String key : anyOf) {
      if (has(key)) {
        return false;
      }
    }
    return !unknown;
  }

  /** Whether it has a key. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  Set<String> keys() {
    return entries.keySet();
  }

  /** The line of a key that exists. */
  public int line(String key) {
    return YamlText.line(entries.get(key).getKeyNode());
  }

  /** A key's value; null if there is no such key. */
  public Node node(String key) {
    return has(key) ? entries.get(key).getValueNode() : null;
  }

  /** A key's text; null if there is no such key, or no text, which is reported. */
  public YamlText text(String key) {
    return has(key) ? text(key, node(key)) : null;
  }

  /** Parses a key's text; null if there is none, or if the parser refuses it, which is reported. */
  <T> T parsed(String key, Function<String, T> parser) {
    YamlText text = text(key);
    return text == null ? null : text.parsed(parser, problems);
  }

  private YamlText text(String key, Node node) {
    YamlText text = YamlText.of(node);
    if (text == null) {
      problems.add(
          lineOf(key, node), Excerpt.of(key) + " must be text, but is " + YamlText.kind(node));
    }
    return text;
  }

  /**
   * A key's boolean; {@code otherwise} if there is no such key, or no boolean, which is reported.
   */
  boolean is(String key, boolean otherwise) {
    String written = has(key) ? YamlText.scalar(node(key)) : String.valueOf(otherwise);
    if (!"true".equals(written) && !"false".equals(written)) {
      problems.add(line(key), "'" + key + "' must be true or false");
      return otherwise;
    }
    return "true".equals(written);
  }

  boolean isEmptyList(String key) {
    return node(key) instanceof SequenceNode list && list.getValue().isEmpty();
  }

  /** A key's text or list of texts; empty if there is no such key. */
  public List<YamlText> texts(String key) {
    List<YamlText> texts = new ArrayList<>();
    for (Node node : node(key) instanceof SequenceNode list ? list.getValue() : single(key)) {
      YamlText text = text(key, node);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  private List<Node> single(String key) {
    return has(key) ? List.of(node(key)) : List.of();
  }

  /** The items of a key's list; empty if there is no such key, or no list, which is reported. */
  public List<Node> items(String key) {
    Node node = node(key);
    if (node instanceof SequenceNode list) {
      return list.getValue();
    }
    if (node != null) {
      problems.add(
          lineOf(key, node), Excerpt.of(key) + " must be a list, but is " + YamlText.kind(node));
    }
    return List.of();
  }

  /**
   * The line of a value; for an empty value the key's line, since its own position is that of the
   * next token.
   */
  private int lineOf(String key, Node value) {
    return YamlText.kind(value).equals("empty") ? line(key) : YamlText.line(value);
  }
}
