package io.athena.apm.rules.active;

import io.athena.apm.core.errors.ErrorType;
import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Tags;
import io.athena.apm.rules.Rule;
import io.athena.apm.spans.SpanContext;
import io.athena.apm.spans.Spans;
import java.util.List;
import java.util.function.Consumer;

/**
 * Records the span of a rule: the duration of calls, and the numbers of calls and of exceptions.
 */
final class SpanMeasures {

  /** The duration of a call whose end is unknown. */
  static final long UNKNOWN = -1;

  private final String name;
  private final CallTags tags;
  private final Spans spans;
  private final Family<Histogram> duration;
  private final Family<Counter> total;
  private final Family<Counter> errors;

  SpanMeasures(
      Rule rule, RuleArguments arguments, Registry registry, Spans spans, Consumer<String> log) {
    this.name = rule.span();
    this.spans = spans;
    this.tags = new CallTags(rule.tags(), null, arguments, log);
    List<String> withError = tags.keys(Rule.ERROR_TAG);
    duration = registry.histograms(at(rule, Metric.duration(name + ".duration", withError, "")));
    total = registry.counters(at(rule, Metric.counter(name + ".total", tags.keys(null), "")));
    errors = registry.counters(at(rule, Metric.counter(name + ".error", withError, "")));
  }

  private static Metric at(Rule rule, Metric metric) {
    return metric.writtenAt(rule.origin().toString());
  }

  /** Ends the span of a call that is not recorded. */
  void forget(SpanContext context) {
    spans.end(context);
  }

  void end(long nanos, SpanContext context, CallArguments call) {
    spans.end(context);
    String failure = ErrorType.of(call.error());
    tags.cell(total, null, call).increment();
    if (failure != null) {
      tags.cell(errors, failure, call).increment();
    }
    if (nanos == UNKNOWN) {
      return;
    }
    tags.cell(duration, failure, call).record(nanos);
    if (context != null && context.isRecorded()) {
      keep(nanos, context, failure, call);
    }
  }

  private void keep(long nanos, SpanContext context, String failure, CallArguments call) {
    List<String> keys = duration.metric().tags();
    String[] values = new String[keys.size()];
    for (int i = 0; i < values.length; i++) {
      String text = tags.text(i, failure, call);
      values[i] = text == null ? Family.NONE : text;
    }
    spans.keep(context, name, Tags.of(keys, values), nanos);
  }
}
