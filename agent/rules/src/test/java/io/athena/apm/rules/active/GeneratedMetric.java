package io.athena.apm.rules.active;

import io.athena.apm.rules.active.ReadValue.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A random metric, and the series that it should record for a call. */
final class GeneratedMetric {

  private static final ReadValue ERROR =
      new ReadValue(
          "error.class.simpleName",
          Kind.TEXT,
          (call, item) -> call.error() == null ? null : call.error().getClass().getSimpleName());

  private final Random random;
  private final String type;
  private final String name;
  private final ReadValue each;
  private final ReadValue value;
  private final ReadValue watched;
  private final List<GeneratedCondition> conditions = new ArrayList<>();
  private final Map<String, ReadValue> own = new TreeMap<>();
  private final Map<String, ReadValue> tags;

  /**
   * A metric.
   *
   * @param readable the values of a call that it may read
   * @param ofFields those of them that are fields of the object
   * @param inherited the tags of its rule
   */
  GeneratedMetric(
      String name,
      List<ReadValue> readable,
      List<ReadValue> ofFields,
      Map<String, ReadValue> inherited,
      Random random) {
    this.random = random;
    this.name = name;
    this.each = sometimes(3, ReadValues.matching(readable, read -> read.kind() == Kind.ITEMS));
    List<ReadValue> all = new ArrayList<>(readable);
    if (each != null) {
      all.addAll(ReadValues.ofItem());
    }
    List<ReadValue> texts = ReadValues.matching(all, ReadValue::isText);
    this.value = sometimes(1 + random.nextInt(2), numbers(all));
    this.type = type();
    this.watched = sometimes(4, ReadValues.matching(ofFields, ReadValue::isText));
    addConditions(texts);
    addTags(texts);
    this.tags = new TreeMap<>(inherited);
    tags.putAll(own);
  }

  private static List<ReadValue> numbers(List<ReadValue> values) {
    return ReadValues.matching(values, read -> read.kind() == Kind.NUMBER);
  }

  private String type() {
    if (value == null) {
      return "count";
    }
    return each == null && random.nextInt(3) == 0
        ? "gauge"
        : random.nextInt(3) == 0 ? "count" : "histogram";
  }

  /** One of these values, or sometimes none. */
  private ReadValue sometimes(int outOf, List<ReadValue> values) {
    return values.isEmpty() || random.nextInt(outOf) > 0
        ? null
        : values.get(random.nextInt(values.size()));
  }

  private void addConditions(List<ReadValue> texts) {
    for (String key : List.of("when", "unless")) {
      if (!texts.isEmpty() && random.nextInt(3) == 0) {
        conditions.add(GeneratedCondition.of(key, texts, random));
      }
    }
  }

  private void addTags(List<ReadValue> texts) {
    for (String key : List.of("own", "in")) {
      ReadValue tag = sometimes(2, texts);
      if (tag != null) {
        own.put(key, tag);
      }
    }
    if (random.nextInt(6) == 0) {
      own.put("thrown", ERROR);
    }
  }

  /** The YAML of the metric. */
  String written() {
    List<String> parts = new ArrayList<>(List.of(type + ": " + name));
    add("value", value, parts);
    add("each", each, parts);
    add("on-change", watched, parts);
    conditions.forEach(condition -> parts.add(condition.written()));
    parts.add("tags: " + written(own));
    return "{" + String.join(", ", parts) + "}";
  }

  private static void add(String key, ReadValue read, List<String> parts) {
    if (read != null) {
      parts.add(key + ": " + read.path());
    }
  }

  static String written(Map<String, ReadValue> tags) {
    return tags.entrySet().stream()
        .map(tag -> tag.getKey() + ": " + tag.getValue().path())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  static SortedMap<String, String> texts(
      Map<String, ReadValue> tags, GeneratedCall call, Object item) {
    SortedMap<String, String> texts = new TreeMap<>();
    tags.forEach((key, read) -> texts.put(key, read.text(call, item)));
    return texts;
  }

  /** Adds the expected series of a call. */
  void expect(GeneratedCall call, ExpectedSeries expected) {
    if (isDue(call)) {
      for (Object item : each == null ? Collections.singletonList(null) : items(call)) {
        if (conditions.stream().allMatch(condition -> condition.isMet(call, item))) {
          add(call, item, expected);
        }
      }
    }
  }

  private boolean isDue(GeneratedCall call) {
    if (watched != null) {
      String before = watched.text(call.begun(), null);
      return !Objects.equals(before, watched.text(call, null));
    }
    return own.containsKey("thrown") == (call.error() != null);
  }

  private List<?> items(GeneratedCall call) {
    Object holder = each.from().of(call, null);
    if (holder == null) {
      return List.of();
    }
    if (holder instanceof Map<?, ?> map) {
      holder = map.values();
    }
    List<?> items =
        holder instanceof Collection<?> some
            ? new ArrayList<>(some)
            : Arrays.asList((Object[]) holder);
    return items.subList(0, Math.min(items.size(), 1_000));
  }

  private void add(GeneratedCall call, Object item, ExpectedSeries expected) {
    SortedMap<String, String> texts = texts(tags, call, item);
    Double number = value == null ? (Double) 1.0 : value.number(call, item);
    if (number == null) {
      return;
    }
    if (type.equals("gauge")) {
      expected.set(name, texts, number);
    } else if (Math.round(number) >= 0 && type.equals("count")) {
      expected.count(name, texts, Math.round(number));
    } else if (Math.round(number) >= 0) {
      expected.record(name, texts, Math.round(number));
    }
  }
}
