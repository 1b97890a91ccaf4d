package io.athena.apm.core.rules.active;

import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.rules.MetricRule;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.RulePaths;
import io.athena.apm.core.spans.SpanContext;
import io.athena.apm.core.spans.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A rule whose paths, tags and cells are ready. Runs on application threads.
 *
 * <p>A metric is recorded where the method returned; one that reads {@code error}, where it threw;
 * one with {@code on-change}, in either case.
 */
final class CompiledRule {

  private final Rule rule;
  private final Consumer<String> problems;
  private final int number;
  private final RuleArguments arguments;
  private final SpanMeasures span;
  private final List<MetricMeasures> onReturn = new ArrayList<>();
  private final List<MetricMeasures> onError = new ArrayList<>();
  private final List<ChangeMeasures> onChange = new ArrayList<>();

  CompiledRule(Rule rule, int number, Registry registry, Spans spans, Consumer<String> log) {
    this.rule = rule;
    this.number = number;
    this.arguments = RuleArguments.of(RulePaths.of(rule));
    this.problems = rule.origin().problemsTo(log);
    this.span =
        rule.span() == null ? null : new SpanMeasures(rule, arguments, registry, spans, log);
    for (MetricRule metric : rule.metrics()) {
      if (metric.onChange() != null) {
        onChange.add(new ChangeMeasures(metric, arguments, registry, log));
      } else {
        (RulePaths.readsError(metric) ? onError : onReturn)
            .add(new MetricMeasures(metric, arguments, registry, log));
      }
    }
  }

  Rule rule() {
    return rule;
  }

  int number() {
    return number;
  }

  RuleArguments arguments() {
    return arguments;
  }

  /** Tells the operator something, once, with the rule's place. */
  void tell(String problem) {
    problems.accept(problem);
  }

  /** Whether the time between begin and end is asked for. */
  boolean isTimed() {
    return span != null;
  }

  /** Whether anything is to be done at the end, besides looking for changes. */
  boolean isEnded() {
    return span != null || !onReturn.isEmpty() || !onError.isEmpty();
  }

  boolean isWatching() {
    return !onChange.isEmpty();
  }

  /**
   * A call has ended.
   *
   * @param nanos how long it took, or {@link SpanMeasures#UNKNOWN}
   * @param context of its span; null where nothing of the trace is kept
   */
  void end(long nanos, SpanContext context, Call call) {
    if (span != null) {
      span.end(nanos, context, call);
    }
    List<MetricMeasures> metrics = call.error() == null ? onReturn : onError;
    for (int i = 0; i < metrics.size(); i++) {
      metrics.get(i).record(call);
    }
  }

  void before(Call call) {
    for (int i = 0; i < onChange.size(); i++) {
      onChange.get(i).before(call);
    }
  }

  void after(Call call) {
    for (int i = 0; i < onChange.size(); i++) {
      onChange.get(i).after(call);
    }
  }
}
