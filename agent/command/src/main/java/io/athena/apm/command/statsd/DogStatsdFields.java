package io.athena.apm.command.statsd;

import static io.athena.apm.command.statsd.MetricType.COUNTER;
import static io.athena.apm.command.statsd.MetricType.GAUGE;
import static io.athena.apm.command.statsd.MetricType.SET;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The optional fields of a DogStatsD line: any order, each at most once. */
record DogStatsdFields(double rate, SortedMap<String, String> tags) {

  /** What tells of the sender, and tags: fields of metrics, events and service checks. */
  static final Map<String, Pattern> ORIGIN =
      Map.of(
          "#", Pattern.compile("#.*"),
          "c:", Pattern.compile("c:[^,|]+(,[^,|]+)?"),
          "e:", Pattern.compile("e:(it|cn|pu)-[^,|]*(,(it|cn|pu)-[^,|]*)*"),
          "card:", Pattern.compile("card:(none|low|orchestrator|high)"));

  private static final List<String> KINDS = List.of("@", "#", "T", "c:", "e:", "card:");
  private static final Pattern TIMESTAMP = Pattern.compile("T[1-9][0-9]*");
  private static final int LONGEST_TAG = 200;

  static DogStatsdFields read(LineText text, MetricType type, List<String> fields) {
    var rate = 1.0;
    SortedMap<String, String> tags = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (var field : fields) {
      var kind = kind(text, field, KINDS);
      text.check(seen.add(kind), "field '{}' more than once", kind);
      switch (kind) {
        case "@" -> rate = rate(text, type, field);
        case "#" -> tags = tags(text, field.substring(1));
        case "T" -> timestamp(text, type, field);
        default -> check(text, ORIGIN.get(kind), field);
      }
    }
    return new DogStatsdFields(rate, tags);
  }

  static String kind(LineText text, String field, Collection<String> kinds) {
    return kinds.stream()
        .filter(field::startsWith)
        .findFirst()
        .orElseThrow(() -> new MalformedLine(text.line(), "unknown field '{}'", field));
  }

  static void check(LineText text, Pattern pattern, String field) {
    text.check(pattern.matcher(field).matches(), "field '{}' is not " + pattern, field);
  }

  private static double rate(LineText text, MetricType type, String field) {
    text.check(type != GAUGE && type != SET, "a rate has no meaning for type " + type.symbol());
    return text.rate(field);
  }

  private static void timestamp(LineText text, MetricType type, String field) {
    text.check(type == GAUGE || type == COUNTER, "a timestamp is for g and c only");
    check(text, TIMESTAMP, field);
  }

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
}
