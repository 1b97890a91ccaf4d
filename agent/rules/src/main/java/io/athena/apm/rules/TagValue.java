package io.athena.apm.rules;

import io.athena.apm.rules.values.ValuePath;

/** The source of a tag's value. */
public sealed interface TagValue {

  /** Before a literal in the file: {@code "=scanner"}. */
  String LITERAL_PREFIX = "=";

  /** A constant. */
  record Literal(String text) implements TagValue {}

  /** Read at each call. */
  record Read(ValuePath path) implements TagValue {}
}
