package io.athena.apm.command.check;

import io.athena.apm.command.types.Kind;
import io.athena.apm.rules.Condition;
import io.athena.apm.rules.MetricRule;
import io.athena.apm.rules.Origin;
import io.athena.apm.rules.Rule;
import io.athena.apm.rules.TagRule;
import io.athena.apm.rules.TagValue;
import io.athena.apm.rules.values.ValuePath;
import java.util.ArrayList;
import java.util.List;

/**
 * A value that a rule reads. {@code each} is the collection of its {@code item}, or null. The
 * origin is the nearest known line.
 */
record RuleRead(Origin origin, ValuePath path, Kind kind, ValuePath each) {

  static List<RuleRead> of(Rule rule) {
    List<RuleRead> reads = new ArrayList<>();
    if (rule.span() != null) {
      addTags(rule.tags(), null, reads);
    }
    for (MetricRule metric : rule.metrics()) {
      add(metric, metric.value(), Kind.NUMBER, reads);
      if (metric.each() != null) {
        reads.add(new RuleRead(metric.origin(), metric.each(), Kind.ITEMS, null));
      }
      add(metric, metric.onChange(), Kind.ANY, reads);
      for (Condition condition : metric.conditions()) {
        Kind kind = condition.literal() == null ? Kind.BOOLEAN : Kind.TEXT;
        reads.add(new RuleRead(condition.origin(), condition.path(), kind, metric.each()));
      }
      addTags(metric.tags(), metric.each(), reads);
    }
    return reads;
  }

  private static void add(MetricRule metric, ValuePath path, Kind kind, List<RuleRead> reads) {
    if (path != null) {
      reads.add(new RuleRead(metric.origin(), path, kind, metric.each()));
    }
  }

  private static void addTags(List<TagRule> tags, ValuePath each, List<RuleRead> reads) {
    for (TagRule tag : tags) {
      if (tag.value() instanceof TagValue.Read read) {
        reads.add(new RuleRead(tag.origin(), read.path(), Kind.TEXT, each));
      }
    }
  }
}
