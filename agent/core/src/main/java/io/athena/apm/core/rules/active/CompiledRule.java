package io.athena.apm.core.rules.active;

import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.rules.MetricRule;
import io.athena.apm.core.rules.Origin;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.RulePaths;
import io.athena.apm.core.spans.SpanContext;
import io.athena.apm.core.spans.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A rule whose paths, tags and cells are ready. Runs on application threads.
 *
 * <p>A metric is recorded where the method returned; one that reads {@code error}, where it threw;
 * one with {@code on-change}, in either case.
 */
final class CompiledRule {

  private volatile Rule rule;
  private volatile boolean left;
  private final Consumer<String> lines;
  private final int line;
  private final Consumer<String> problems;
  private final Registry registry;
  private final int number;
  private final RequiredTexts requiredTexts;
  private final RuleArguments arguments;
  private final SpanMeasures span;
  private final List<MetricMeasures> onReturn = new ArrayList<>();
  private final List<MetricMeasures> onError = new ArrayList<>();
  private final List<ChangeMeasures> onChange = new ArrayList<>();

  /** Those of all metrics, in the order of the rule. */
  private final List<MetricMeasures> metrics = new ArrayList<>();

  CompiledRule(Rule rule, int number, Registry registry, Spans spans, Consumer<String> lines) {
    this.lines = lines;
    this.line = rule.origin().line();
    this.rule = rule;
    this.number = number;
    this.registry = registry;
    this.requiredTexts = new RequiredTexts(rule);
    this.arguments = RuleArguments.of(RulePaths.of(rule));
    BiConsumer<Origin, String> log =
        new BiConsumer<>() {
          @Override
          public void accept(Origin place, String problem) {
            tell(place, problem);
          }
        };
    this.problems = rule.origin().problemsTo(log);
    this.span =
        rule.span() == null ? null : new SpanMeasures(rule, arguments, registry, spans, log);
    for (MetricRule metric : rule.metrics()) {
      MetricMeasures measures = new MetricMeasures(metric, arguments, registry, log);
      metrics.add(measures);
      if (metric.onChange() != null) {
        Consumer<String> ofMetric = metric.origin().problemsTo(log);
        onChange.add(new ChangeMeasures(measures, metric.onChange(), arguments, ofMetric));
      } else {
        (RulePaths.readsError(metric) ? onError : onReturn).add(measures);
      }
    }
  }

  /** As it is written now. */
  Rule rule() {
    return rule;
  }

  /** What a class file has wherever this rule means something in it. */
  RequiredTexts requiredTexts() {
    return requiredTexts;
  }

  int number() {
    return number;
  }

  /** An edit has moved the same rule to other lines: messages name those from now on. */
  void moveTo(Rule same) {
    rule = same;
    if (span != null) {
      span.writtenAt(same.origin());
    }
    for (int i = 0; i < metrics.size(); i++) {
      metrics.get(i).writtenAt(same.metrics().get(i).origin());
    }
  }

  /** It is no longer written anywhere. Calls that are under way count, and no others. */
  void leave() {
    left = true;
    metrics.forEach(MetricMeasures::leave);
  }

  boolean hasLeft() {
    return left;
  }

  RuleArguments arguments() {
    return arguments;
  }

  /** Whether the kill switch is on, for this rule and all others. */
  boolean isPaused() {
    return registry.isPaused();
  }

  /** Tells the operator something, once, with the rule's place. */
  void tell(String problem) {
    problems.accept(problem);
  }

  /** With the place of what is wrong, which has moved with the rule. */
  private void tell(Origin place, String problem) {
    Origin now = rule.origin();
    lines.accept(new Origin(now.file(), place.line() + now.line() - line) + ": " + problem);
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
    List<MetricMeasures> due = call.error() == null ? onReturn : onError;
    for (int i = 0; i < due.size(); i++) {
      due.get(i).record(call);
    }
  }

  /** A call has ended that nobody asks for any more. */
  void forget(SpanContext context) {
    if (span != null) {
      span.forget(context);
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
