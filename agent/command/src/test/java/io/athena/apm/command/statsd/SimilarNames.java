package io.athena.apm.command.statsd;

import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Finds the names that the author of a failed assertion may have meant. */
public final class SimilarNames {

  private SimilarNames() {}

  /** The names that share a dotted part with the wanted one, sorted; all where none does. */
  public static List<String> to(String wanted, Collection<String> names) {
    var parts = parts(wanted);
    var similar =
        names.stream().filter(name -> !Collections.disjoint(parts, parts(name))).sorted().toList();
    return similar.isEmpty() ? names.stream().sorted().toList() : similar;
  }

  private static List<String> parts(String name) {
    return List.of(name.split("\\.", -1));
  }
}
