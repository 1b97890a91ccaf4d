package io.athena.apm.core.rules.active;

import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.spans.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Compiles rules with the numbers that they get. A class with a name, because the first lambdas of
 * a JVM cost a start half a millisecond each.
 */
final class Compilation implements IntFunction<List<CompiledRule>> {

  private final List<Rule> rules;
  private final Registry registry;
  private final Spans spans;
  private final Consumer<String> lines;

  Compilation(List<Rule> rules, Registry registry, Spans spans, Consumer<String> lines) {
    this.rules = rules;
    this.registry = registry;
    this.spans = spans;
    this.lines = lines;
  }

  @Override
  public List<CompiledRule> apply(int first) {
    List<CompiledRule> compiled = new ArrayList<>();
    for (Rule rule : rules) {
      compiled.add(new CompiledRule(rule, first + compiled.size(), registry, spans, lines));
    }
    return compiled;
  }
}
