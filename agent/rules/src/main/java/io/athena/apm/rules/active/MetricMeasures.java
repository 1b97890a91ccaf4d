package io.athena.apm.rules.active;

import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Gauge;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.MetricType;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.Condition;
import io.athena.apm.rules.MetricRule;
import io.athena.apm.rules.values.ValuePath;
import java.util.List;
import java.util.function.Consumer;

/** Records one metric of a rule. */
final class MetricMeasures {

  private final CallTags tags;
  private final List<Condition> conditions;
  private final CallValue[] tested;
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
    this.conditions = rule.conditions();
    this.tested = new CallValue[conditions.size()];
    for (int i = 0; i < tested.length; i++) {
      Consumer<String> line = conditions.get(i).origin().problemsTo(log);
      tested[i] = new CallValue(conditions.get(i).path(), rule.onChange(), arguments, line);
    }
    this.value = value(rule.value(), arguments);
    this.each = value(rule.each(), arguments);
    Metric metric = metric(rule).writtenAt(rule.origin().toString());
    counters = rule.type() == MetricType.COUNTER ? registry.counters(metric) : null;
    histograms = rule.type() == MetricType.HISTOGRAM ? registry.histograms(metric) : null;
    gauges = rule.type() == MetricType.GAUGE ? registry.gauges(metric) : null;
  }

  private CallValue value(ValuePath path, RuleArguments arguments) {
    return path == null ? null : new CallValue(path, null, arguments, problems);
  }

  private Metric metric(MetricRule rule) {
    return switch (rule.type()) {
      case COUNTER -> Metric.counter(rule.name(), tags.keys(null), "");
      case HISTOGRAM -> Metric.histogram(rule.name(), rule.unit(), tags.keys(null), "");
      case GAUGE -> Metric.gauge(rule.name(), rule.unit(), tags.keys(null), "");
    };
  }

  /** Removes the gauges of the rule, whose last value would otherwise be sent on. */
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
    for (int i = 0; i < tested.length; i++) {
      if (!tested[i].meets(conditions.get(i), call)) {
        return;
      }
    }
    Object from = value == null ? null : value.root(call);
    if (gauges != null) {
      double now = value.reader().readDouble(from);
      if ((!Double.isNaN(now) || isNotANumber(value.reader().read(from)))
          && state.current() != null) {
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

  /** Sets the gauge, then checks whether an edit has removed the rule and its gauges meanwhile. */
  private void set(Gauge gauge, double now) {
    gauge.set(now, state);
    if (state.current() == null) {
      gauge.unset();
    }
  }

  /**
   * Whether a value that reads as NaN is itself NaN. The gauge counts it as a value that can't be
   * sent.
   */
  private static boolean isNotANumber(Object read) {
    return read instanceof Double || read instanceof Float;
  }

  private void refuse(long amount) {
    if (amount != CallValue.ABSENT) {
      problems.accept(value.reader().path() + " gave a negative number, which is not recorded");
    }
  }
}
