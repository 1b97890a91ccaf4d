package io.athena.apm.rules;

import java.util.List;

/**
 * One tag.
 *
 * @param origin its line
 */
public record TagRule(Origin origin, String key, TagValue value) {

  /** See {@link Rule#content}. */
  List<Object> content() {
    return List.of(key, value);
  }
}
