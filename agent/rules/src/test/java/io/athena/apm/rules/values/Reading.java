package io.athena.apm.rules.values;

import java.util.ArrayList;
import java.util.List;

/** Readers of a test, and the problems that they report. */
final class Reading {

  final List<String> problems = new ArrayList<>();

  /** A reader of {@code item.}path. */
  PathReader of(String path) {
    return new PathReader(ValuePath.parse("item." + path), problems::add);
  }

  String text(String path, Object root) {
    return of(path).readText(root);
  }

  /** A reader of the root itself. */
  PathReader itself() {
    return new PathReader(ValuePath.parse("item"), problems::add);
  }
}
