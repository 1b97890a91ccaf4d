package io.athena.apm.rules.active;

import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Gauge;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.MetricRule;
import java.util.function.Consumer;

/** One metric of a rule. */
final class MetricMeasures {

  private final CallTags tags;
  private final CallConditions conditions;
  private final CallValue value;
  private final CallValue each;
  private final Consumer<String> problems;
  private final Family<Counter> counters;
  private final Family<Histogram> histograms;
  private final Family<Gauge> gauges;
  private final RuleState state;

  MetricMeasures(
      MetricRule rule,
      RuleState state,
      RuleArguments arguments,
      Registry registry,
      Consumer<String> log) {
    this.state = state;
    this.problems = rule.origin().problemsTo(log);
    this.tags = new CallTags(rule.tags(), rule.onChange(), arguments, log);
    this.conditions = new CallConditions(rule.conditions(), rule.onChange(), arguments, log);
    this.value = rule.value() == null ? null : new CallValue(rule.value(), arguments, problems);
    this.each = rule.each() == null ? null : new CallValue(rule.each(), arguments, problems);
    Metric metric = metric(rule).writtenAt(rule.origin().toString());
    counters = isOf(rule, Counter.class) ? registry.counters(metric) : null;
    histograms = isOf(rule, Histogram.class) ? registry.histograms(metric) : null;
    gauges = isOf(rule, Gauge.class) ? registry.gauges(metric) : null;
  }

  private static boolean isOf(MetricRule rule, Class<?> cell) {
    return switch (rule.type()) {
      case COUNTER -> cell == Counter.class;
      case HISTOGRAM -> cell == Histogram.class;
      case GAUGE -> cell == Gauge.class;
    };
  }

  private Metric metric(MetricRule rule) {
    return switch (rule.type()) {
      case COUNTER -> Metric.counter(rule.name(), tags.keys(null), "");
      case HISTOGRAM -> Metric.histogram(rule.name(), rule.unit(), tags.keys(null), "");
      case GAUGE -> Metric.gauge(rule.name(), rule.unit(), tags.keys(null), "");
    };
  }

  /** Removes the gauges of the rule, which would go on sending their last value. */
  void removeGauges() {
    if (gauges != null) {
      gauges.removeIf(gauge -> gauge.isSetBy(state));
    }
  }

  void record(CallArguments call) {
    if (each == null) {
      recordOne(call);
    } else {
      each.reader().forEachItem(each.root(call), item -> recordItem(call, item));
      call.item(null);
    }
  }

  private void recordItem(CallArguments call, Object item) {
    call.item(item);
    recordOne(call);
  }

  private void recordOne(CallArguments call) {
    if (!conditions.areMet(call)) {
      return;
    }
    Object from = value == null ? null : value.root(call);
    if (gauges != null) {
      double now = value.reader().readDouble(from);
      if (!Double.isNaN(now) && state.current() != null) {
        set(tags.cell(gauges, null, call), now);
      }
      return;
    }
    long amount = value == null ? 1 : value.reader().readLong(from, CallValue.ABSENT);
    if (amount < 0) {
      refuse(amount);
    } else if (counters != null) {
      tags.cell(counters, null, call).add(amount);
    } else {
      tags.cell(histograms, null, call).record(amount);
    }
  }

  /** Checks again afterwards: an edit may have removed the rule, and its gauges, meanwhile. */
  private void set(Gauge gauge, double now) {
    gauge.set(now, state);
    if (state.current() == null) {
      gauge.unset();
    }
  }

  private void refuse(long amount) {
    if (amount != CallValue.ABSENT) {
      problems.accept(value.reader().path() + " gave a negative number, which is not recorded");
    }
  }
}
