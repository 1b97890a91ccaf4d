package io.athena.apm.rules;

import io.athena.apm.core.text.Excerpt;
import io.athena.apm.rules.values.ValuePath;
import io.athena.apm.rules.values.ValueRoot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    for (String key : written == null ? Set.<String>of() : written.keys()) {
      TagRule tag = tag(written, key);
      if (tag != null) {
        tags.add(tag);
      }
    }
    return tags;
  }

  private TagRule tag(YamlMap map, String key) {
    Origin origin = problems.at(map.line(key));
    new YamlText(key, origin.line()).parsed(name -> MetricNames.checked("tag", name), problems);
    TagValue value = map.parsed(key, TagsReader::value);
    return value == null ? null : new TagRule(origin, key, value);
  }

  private static TagValue value(String text) {
    if (text.startsWith(TagValue.LITERAL_PREFIX)) {
      return literal(text.substring(TagValue.LITERAL_PREFIX.length()).trim());
    }
    try {
      return new TagValue.Read(ValuePath.parse(text));
    } catch (IllegalArgumentException bad) {
      throw new IllegalArgumentException(
          bad.getMessage() + "; for a literal text write = before it", bad);
    }
  }

  private static TagValue literal(String text) {
    if (text.isEmpty() || text.length() > 200) {
      throw new IllegalArgumentException("a tag's text must have 1 to 200 characters");
    }
    return new TagValue.Literal(text);
  }

  /** The tags of the rule that a metric does not replace, followed by the metric's own. */
  static List<TagRule> merged(List<TagRule> ofRule, List<TagRule> own) {
    List<TagRule> merged = new ArrayList<>(ofRule);
    for (TagRule tag : own) {
      merged.removeIf(inherited -> inherited.key().equals(tag.key()));
    }
    merged.addAll(own);
    return merged;
  }

  static void checkSpan(YamlMap map, List<TagRule> tags, Problems problems) {
    if (tags.size() > Rule.MOST_SPAN_TAGS) {
      problems.add(
          map.line("tags"),
          "a span has at most " + Rule.MOST_SPAN_TAGS + " tags, and this one has " + tags.size());
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
                + "' of a span is set by the agent, to the class of the exception; choose another"
                + " name");
      }
    }
  }

  /** Refuses paths from {@code item} where there is no {@code each}. */
  static void checkItems(List<TagRule> tags, String what, Problems problems) {
    for (TagRule tag : tags) {
      if (tag.path() != null && tag.path().root() == ValueRoot.ITEM) {
        problems.add(
            tag.origin().line(),
            "path %s needs 'each', which %s does not have"
                .formatted(Excerpt.of(tag.path().toString()), what));
      }
    }
  }
}
