package io.athena.apm.command.statsd;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The optional fields of a DogStatsD line, by their prefixes: any order, each at most once. */
record DogStatsdFields(Map<String, String> fields, SortedMap<String, String> tags) {

  /** Tags and the sender's origin: fields of metrics, events and service checks. */
  private static final Map<String, Pattern> COMMON =
      Map.of(
          "#", Pattern.compile("#.*"),
          "c:", Pattern.compile("c:[^,|]+(,[^,|]+)?"),
          "e:", Pattern.compile("e:(it|cn|pu)-[^,|]*(,(it|cn|pu)-[^,|]*)*"),
          "card:", Pattern.compile("card:(none|low|orchestrator|high)"));

  private static final int LONGEST_TAG = 200;

  /** Reads {@code |field|field}, or nothing. Further fields are patterns by their prefixes. */
  static DogStatsdFields read(LineText line, String text, Map<String, Pattern> own) {
    Map<String, Pattern> patterns = new HashMap<>(COMMON);
    patterns.putAll(own);
    Map<String, String> fields = new HashMap<>();
    for (String field : text.isEmpty() ? new String[0] : text.substring(1).split("\\|", -1)) {
      String prefix = prefix(line, field, patterns);
      Pattern pattern = patterns.get(prefix);
      line.check(pattern.matcher(field).matches(), "field '{}' is not " + pattern, field);
      String earlier = fields.put(prefix, field.substring(prefix.length()));
      line.check(earlier == null, "field '{}' more than once", prefix);
    }
    String tags = fields.get("#");
    return new DogStatsdFields(fields, tags == null ? new TreeMap<>() : tags(line, tags));
  }

  private static String prefix(LineText line, String field, Map<String, Pattern> patterns) {
    return patterns.keySet().stream()
        .filter(field::startsWith)
        .findFirst()
        .orElseThrow(() -> new MalformedLine(line.line(), "unknown field '{}'", field));
  }

  /** Reads {@code tag,key:value}. */
  static SortedMap<String, String> tags(LineText text, String list) {
    var tags = new TreeMap<String, String>();
    for (var tag : list.split(",", -1)) {
      text.check(!tag.isEmpty() && !tag.startsWith(":"), "a tag without a key");
      text.check(!tag.startsWith("#"), "tag '{}' starts with #", tag);
      text.check(tag.length() <= LONGEST_TAG, "tag '{}' is longer than " + LONGEST_TAG, tag);
      var keyAndValue = tag.split(":", 2);
      var value = keyAndValue.length == 2 ? keyAndValue[1] : "";
      var earlier = tags.put(keyAndValue[0], value);
      text.check(earlier == null, "tag '{}' more than once", keyAndValue[0]);
    }
    return tags;
  }

  String get(String prefix, String otherwise) {
    return fields.getOrDefault(prefix, otherwise);
  }
}
