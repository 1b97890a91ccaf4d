package io.athena.apm.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The metrics that rules record. A name has one type and one unit in all rules. */
final class RecordedNames {

  private final Map<String, MetricRule> metrics = new HashMap<>();
  private final Map<String, Origin> ofSpans = new HashMap<>();

  /** Adds a rule's metrics, and a problem for each name that another metric has already. */
  void add(Rule rule, List<RuleProblem> problems) {
    for (String name : rule.ofSpan()) {
      addPart(rule, name, problems);
    }
    for (MetricRule metric : rule.metrics()) {
      add(metric, problems);
    }
  }

  private void addPart(Rule rule, String name, List<RuleProblem> problems) {
    ofSpans.putIfAbsent(name, rule.origin());
    MetricRule metric = metrics.get(name);
    if (metric != null) {
      String span = "span '" + rule.span() + "' records '" + name + "', as does ";
      problems.add(new RuleProblem(rule.origin(), span + place(metric.origin(), rule.origin())));
    }
  }

  private void add(MetricRule metric, List<RuleProblem> problems) {
    Origin span = ofSpans.get(metric.name());
    if (span != null) {
      String where = span.file().equals(metric.origin().file()) ? "" : " of " + span;
      problems.add(
          new RuleProblem(
              metric.origin(),
              "'" + metric.name() + "' is recorded by a span" + where + " already"));
    }
    MetricRule first = metrics.putIfAbsent(metric.name(), metric);
    if (first != null && (first.type() != metric.type() || first.unit() != metric.unit())) {
      problems.add(
          new RuleProblem(
              metric.origin(),
              "metric '%s' is %s here and %s in %s"
                  .formatted(
                      metric.name(),
                      MetricReader.described(metric),
                      MetricReader.described(first),
                      place(first.origin(), metric.origin()))));
    }
  }

  private static String place(Origin origin, Origin from) {
    return origin.file().equals(from.file()) ? "line " + origin.line() : origin.toString();
  }
}
