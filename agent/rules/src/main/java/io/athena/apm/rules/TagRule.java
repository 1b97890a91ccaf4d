package io.athena.apm.rules;

import io.athena.apm.rules.values.ValuePath;
import java.util.List;

/** One tag, and its line in the file. */
public record TagRule(Origin origin, String key, TagValue value) {

  /** The path to its value; null for a constant. */
  public ValuePath path() {
    return value instanceof TagValue.Read read ? read.path() : null;
  }

  /** See {@link Rule#content}. */
  List<Object> content() {
    return List.of(key, value);
  }
}
