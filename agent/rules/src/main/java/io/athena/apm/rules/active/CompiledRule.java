package io.athena.apm.rules.active;

import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.MetricRule;
import io.athena.apm.rules.Rule;
import io.athena.apm.spans.SpanContext;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.ClassMembers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A rule with its readers, tags and cells. Called by application threads.
 *
 * <p>A metric is recorded if the method returned; a metric that reads {@code error}, if it threw; a
 * metric with {@code on-change}, in both cases.
 */
final class CompiledRule {

  private final Rule rule;
  private final RuleState state;
  private final Consumer<String> problems;
  private final Registry registry;
  private final RequiredTexts requiredTexts;
  private final RuleArguments arguments;
  private final SpanMeasures span;
  private final List<MetricMeasures> onReturn = new ArrayList<>();
  private final List<MetricMeasures> onError = new ArrayList<>();
  private final List<ChangeMeasures> onChange = new ArrayList<>();

  /** All metrics, in the order of the rule. */
  private final List<MetricMeasures> metrics = new ArrayList<>();

  /** The methods that are woven, by class and method. */
  private final Map<String, MeasuredMethod> methods = new ConcurrentHashMap<>();

  private volatile boolean active = true;

  /** Problems at run time go to {@code lines}, with the line in the file. */
  CompiledRule(Rule rule, RuleState state, Registry registry, Spans spans, Consumer<String> lines) {
    this.rule = rule;
    this.state = state;
    this.registry = registry;
    this.requiredTexts = new RequiredTexts(rule);
    this.arguments = RuleArguments.of(rule.paths());
    this.problems = rule.origin().problemsTo(lines);
    this.span =
        rule.span() == null ? null : new SpanMeasures(rule, arguments, registry, spans, lines);
    for (MetricRule metric : rule.metrics()) {
      add(metric, new MetricMeasures(metric, state, arguments, registry, lines), lines);
    }
  }

  private void add(MetricRule metric, MetricMeasures measures, Consumer<String> lines) {
    if (metric.onChange() != null) {
      onChange.add(
          new ChangeMeasures(
              measures,
              metric.onChange(),
              state.seen(metrics.size()),
              arguments,
              metric.origin().problemsTo(lines)));
    } else {
      (metric.readsError() ? onError : onReturn).add(measures);
    }
    metrics.add(measures);
  }

  Rule rule() {
    return rule;
  }

  RuleState state() {
    return state;
  }

  boolean mayMatchSeveralClasses() {
    return rule.methods().size() > 1 || rule.methods().get(0).type().exactName() == null;
  }

  RequiredTexts requiredTexts() {
    return requiredTexts;
  }

  /** The method that was added; null if none was. */
  MeasuredMethod method(String type, ClassMembers.Member method) {
    return methods.get(type + "#" + method.name() + method.descriptor());
  }

  void add(MeasuredMethod method) {
    methods.put(method.toString(), method);
  }

  Collection<MeasuredMethod> methods() {
    return methods.values();
  }

  /** Removes its gauges: an edit removed the rule. Calls that are under way still count. */
  void removeGauges() {
    metrics.forEach(MetricMeasures::removeGauges);
  }

  /** False once reports of code that is still woven for the rule are ignored. */
  boolean isActive() {
    return active;
  }

  void deactivate() {
    active = false;
  }

  RuleArguments arguments() {
    return arguments;
  }

  /** Whether the kill switch is on, for all rules. */
  boolean isPaused() {
    return registry.isPaused();
  }

  /** Logs a problem once, with the rule's line. */
  void report(String problem) {
    problems.accept(problem);
  }

  boolean isTimed() {
    return span != null;
  }

  /** Whether calls are recorded when they end, other than for changes. */
  boolean isEnded() {
    return span != null || !onReturn.isEmpty() || !onError.isEmpty();
  }

  /** Whether a metric has {@code on-change}. */
  boolean isWatching() {
    return !onChange.isEmpty();
  }

  /**
   * Records a call that has ended. The duration may be {@link SpanMeasures#UNKNOWN}; the span is
   * null if it is not kept.
   */
  void end(long nanos, SpanContext context, CallArguments call) {
    if (span != null) {
      span.end(nanos, context, call);
    }
    List<MetricMeasures> due = call.error() == null ? onReturn : onError;
    for (int i = 0; i < due.size(); i++) {
      due.get(i).record(call);
    }
  }

  /** A call has ended that is not recorded. */
  void forget(SpanContext context) {
    if (span != null) {
      span.forget(context);
    }
  }

  void before(CallArguments call) {
    for (int i = 0; i < onChange.size(); i++) {
      onChange.get(i).before(call);
    }
  }

  void after(CallArguments call) {
    for (int i = 0; i < onChange.size(); i++) {
      onChange.get(i).after(call);
    }
  }
}
