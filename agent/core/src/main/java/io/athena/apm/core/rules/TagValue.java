package io.athena.apm.core.rules;

import io.athena.apm.core.values.ValuePath;

/** Where a tag's value comes from. */
public sealed interface TagValue {

  /** Before a literal in the file: {@code "=scanner"}. */
  String LITERAL_PREFIX = "=";

  /** Always the same. */
  record Literal(String text) implements TagValue {}

  /** Read anew at each call. */
  record Read(ValuePath path) implements TagValue {}
}
