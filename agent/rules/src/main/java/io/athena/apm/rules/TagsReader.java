package io.athena.apm.rules;

import io.athena.apm.core.text.Excerpt;
import io.athena.apm.rules.values.ValuePath;
import io.athena.apm.rules.values.ValueRoot;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/** Parses the tags of a span or a metric. */
final class TagsReader {

  private final Problems problems;

  TagsReader(Problems problems) {
    this.problems = problems;
  }

  /** In the order of the file. */
  List<TagRule> read(YamlMap map) {
    List<TagRule> tags = new ArrayList<>();
    Node node = map.node("tags");
    YamlMap written = node == null ? null : YamlMap.of(node, "'tags'", null, problems);
    if (written == null) {
      return tags;
    }
    for (String key : written.keys()) {
      TagRule tag = tag(written, key);
      if (tag != null) {
        tags.add(tag);
      }
    }
    return tags;
  }

  private TagRule tag(YamlMap map, String key) {
    YamlText text = map.text(key);
    String problem = MetricNames.problem("tag", key);
    if (problem != null) {
      problems.add(map.line(key), problem);
    }
    TagValue value = text == null ? null : value(text);
    return value == null || problem != null
        ? null
        : new TagRule(problems.at(map.line(key)), key, value);
  }

  private TagValue value(YamlText text) {
    if (text.text().startsWith(TagValue.LITERAL_PREFIX)) {
      return literal(text);
    }
    try {
      return new TagValue.Read(ValuePath.parse(text.text()));
    } catch (IllegalArgumentException bad) {
      problems.add(text.line(), bad.getMessage() + "; text as it is begins with =");
      return null;
    }
  }

  private TagValue literal(YamlText text) {
    String literal = text.text().substring(TagValue.LITERAL_PREFIX.length()).trim();
    if (literal.isEmpty() || literal.length() > 200) {
      problems.add(text.line(), "a tag's text must have 1 to 200 characters");
      return null;
    }
    return new TagValue.Literal(literal);
  }

  /** The tags of the rule that a metric does not replace, followed by the metric's own. */
  static List<TagRule> merged(List<TagRule> ofRule, List<TagRule> own) {
    List<TagRule> merged = new ArrayList<>();
    for (TagRule tag : ofRule) {
      if (!has(own, tag.key())) {
        merged.add(tag);
      }
    }
    merged.addAll(own);
    return merged;
  }

  private static boolean has(List<TagRule> tags, String key) {
    for (TagRule tag : tags) {
      if (tag.key().equals(key)) {
        return true;
      }
    }
    return false;
  }

  static void checkSpan(YamlMap map, List<TagRule> tags, Problems problems) {
    if (tags.size() > Rule.MOST_SPAN_TAGS) {
      problems.add(
          map.line("tags"),
          "a span has at most " + Rule.MOST_SPAN_TAGS + " tags, and here are " + tags.size());
    }
    checkNoError(tags, problems);
    checkItems(tags, "a span", problems);
  }

  private static void checkNoError(List<TagRule> tags, Problems problems) {
    for (TagRule tag : tags) {
      if (tag.key().equals(Rule.ERROR_TAG)) {
        problems.add(
            tag.origin().line(),
            "tag '"
                + Rule.ERROR_TAG
                + "' of a span is the agent's own: the class of what was thrown, or none; choose"
                + " another name");
      }
    }
  }

  /** Refuses paths from {@code item} where there is no {@code each}. */
  static void checkItems(List<TagRule> tags, String what, Problems problems) {
    for (TagRule tag : tags) {
      if (tag.value() instanceof TagValue.Read read && read.path().root() == ValueRoot.ITEM) {
        problems.add(
            tag.origin().line(),
            "path "
                + Excerpt.of(read.path().toString())
                + " needs 'each', which "
                + what
                + " has not");
      }
    }
  }
}
