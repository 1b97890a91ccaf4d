package io.athena.apm.command.statsd;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The optional fields of an event or a service check: any order, each at most once.
 *
 * @param fields by the letters that they begin with, without these
 */
record DogStatsdOptions(Map<String, String> fields, SortedMap<String, String> tags) {

  /**
   * Reads them.
   *
   * @param text nothing, or {@code |field|field}
   * @param known how a field looks that begins with these letters; tags and origin are known
   */
  static DogStatsdOptions read(LineText line, String text, Map<String, Pattern> known) {
    Map<String, Pattern> patterns = new HashMap<>(DogStatsdFields.ORIGIN);
    patterns.putAll(known);
    Map<String, String> fields = new HashMap<>();
    SortedMap<String, String> tags = new TreeMap<>();
    for (String field : text.isEmpty() ? new String[0] : text.substring(1).split("\\|", -1)) {
      String kind = DogStatsdFields.kind(line, field, patterns.keySet());
      DogStatsdFields.check(line, patterns.get(kind), field);
      String earlier = fields.put(kind, field.substring(kind.length()));
      line.check(earlier == null, "field '{}' more than once", kind);
      if (kind.equals("#")) {
        tags = DogStatsdFields.tags(line, fields.get(kind));
      }
    }
    return new DogStatsdOptions(fields, tags);
  }

  String get(String kind, String otherwise) {
    return fields.getOrDefault(kind, otherwise);
  }
}
