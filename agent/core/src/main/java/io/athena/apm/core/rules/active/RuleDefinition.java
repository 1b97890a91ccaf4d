package io.athena.apm.core.rules.active;

import io.athena.apm.core.rules.Condition;
import io.athena.apm.core.rules.MetricRule;
import io.athena.apm.core.rules.Origin;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.TagRule;
import java.util.ArrayList;
import java.util.List;

/** What a rule says, wherever in its file: equal where a comment above has moved the lines. */
final class RuleDefinition {

  private static final Origin ANYWHERE = new Origin("", 0);

  private RuleDefinition() {}

  static Rule of(Rule rule) {
    List<MetricRule> metrics = new ArrayList<>();
    for (MetricRule metric : rule.metrics()) {
      metrics.add(of(metric));
    }
    return new Rule(
        ANYWHERE,
        rule.methods(),
        rule.selectors(),
        rule.innermost(),
        rule.meaning(),
        rule.span(),
        tags(rule.tags()),
        metrics);
  }

  private static MetricRule of(MetricRule metric) {
    List<Condition> conditions = new ArrayList<>();
    for (Condition each : metric.conditions()) {
      conditions.add(new Condition(ANYWHERE, each.path(), each.literal(), each.wanted()));
    }
    return new MetricRule(
        ANYWHERE,
        metric.type(),
        metric.name(),
        metric.value(),
        metric.unit(),
        metric.each(),
        conditions,
        metric.onChange(),
        tags(metric.tags()));
  }

  private static List<TagRule> tags(List<TagRule> tags) {
    List<TagRule> anywhere = new ArrayList<>();
    for (TagRule tag : tags) {
      anywhere.add(new TagRule(ANYWHERE, tag.key(), tag.value()));
    }
    return anywhere;
  }
}
