package io.athena.apm.rules.active;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A random rule, and the series that it should record for a call. */
final class GeneratedRule {

  private final String method;
  private final Map<String, ReadValue> tags = new TreeMap<>();
  private final List<GeneratedMetric> metrics = new ArrayList<>();

  /**
   * A rule.
   *
   * @param ofFields the values of the object that it may read
   * @param ofCall the values of arguments and result that it may read
   */
  GeneratedRule(String method, List<ReadValue> ofFields, List<ReadValue> ofCall, Random random) {
    this.method = method;
    List<ReadValue> readable = new ArrayList<>(ofFields);
    readable.addAll(ofCall);
    for (String key : List.of("field", "in", "out")) {
      List<ReadValue> texts =
          ReadValues.matching(key.equals("field") ? ofFields : ofCall, ReadValue::isText);
      tags.put(key, texts.get(random.nextInt(texts.size())));
    }
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      metrics.add(new GeneratedMetric(method + ".m" + i, readable, ofFields, tags, random));
    }
  }

  /** The YAML of the rule. */
  String written() {
    StringBuilder yaml = new StringBuilder();
    yaml.append("  - method: %s#%s\n".formatted(GeneratedService.NAME, method));
    yaml.append("    span: %s\n".formatted(method));
    yaml.append("    tags: %s\n".formatted(GeneratedMetric.written(tags)));
    yaml.append("    metrics:\n");
    metrics.forEach(metric -> yaml.append("      - ").append(metric.written()).append('\n'));
    return yaml.toString();
  }

  /** Adds the expected series of a call. */
  void expect(GeneratedCall call, ExpectedSeries expected) {
    SortedMap<String, String> texts = GeneratedMetric.texts(tags, call, null);
    expected.count(method + ".total", texts, 1);
    SortedMap<String, String> withError = new TreeMap<>(texts);
    withError.put("error", call.error() == null ? null : call.error().getClass().getSimpleName());
    expected.record(method + ".duration", withError, 1_000);
    if (call.error() != null) {
      expected.count(method + ".error", withError, 1);
    }
    metrics.forEach(metric -> metric.expect(call, expected));
  }
}
