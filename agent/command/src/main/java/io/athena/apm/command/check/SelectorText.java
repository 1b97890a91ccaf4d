package io.athena.apm.command.check;

import io.athena.apm.rules.Selector;
import java.util.List;
import java.util.stream.Collectors;

/** Formats selectors as in a rules file. */
final class SelectorText {

  private SelectorText() {}

  /** {@code implements com.acme.Scanner, annotated com.acme.Timed}. */
  static String of(List<Selector> selectors) {
    return selectors.stream().map(SelectorText::of).collect(Collectors.joining(", "));
  }

  private static String of(Selector selector) {
    String key =
        selector instanceof Selector.Implements
            ? "implements "
            : selector instanceof Selector.Extends ? "extends " : "annotated ";
    return key + selector.type();
  }
}
