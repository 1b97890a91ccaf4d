package io.athena.apm.core.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is measured where.
 *
 * @param origin its first line
 * @param methods a method is meant where one of them matches
 * @param selectors and all of these hold
 * @param innermost whether of the methods of a class those are left out that only call another of
 *     them
 * @param meaning what the agent's own instruments make of these methods; null for nothing
 * @param span the name of what the method's time is recorded under; null for no span
 * @param tags of the span; the metrics have them already
 * @param metrics what is recorded besides, each time the method ends
 */
public record Rule(
    Origin origin,
    List<MethodPattern> methods,
    List<Selector> selectors,
    boolean innermost,
    Meaning meaning,
    String span,
    List<TagRule> tags,
    List<MetricRule> metrics) {

  /** At most so many tags on a span: one more is the agent's own. */
  public static final int MOST_SPAN_TAGS = 5;

  /** The agent's own tag on a span: the class of what was thrown. */
  public static final String ERROR_TAG = "error";

  /** At most so many different arguments: as a probe's method has parameters for. */
  public static final int MOST_ARGUMENTS = 3;

  /** A rule, its lists copied. */
  public Rule {
    methods = List.copyOf(methods);
    selectors = List.copyOf(selectors);
    tags = List.copyOf(tags);
    metrics = List.copyOf(metrics);
  }

  /** The super types and annotations that it asks for by their binary names, without patterns. */
  public List<String> types() {
    List<String> names = new ArrayList<>();
    for (Selector selector : selectors) {
      String name = selector.type().exactName();
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  /** The names of all metrics that it records itself, those of its span with their endings. */
  public Set<String> recorded() {
    Set<String> names = new LinkedHashSet<>(ofSpan());
    for (MetricRule metric : metrics) {
      names.add(metric.name());
    }
    return names;
  }

  /** The names that its span is recorded under; none where it has no span. */
  List<String> ofSpan() {
    return span == null ? List.of() : List.of(span + ".duration", span + ".total", span + ".error");
  }

  /** The same rule where others record these metrics: it does not, and has no span that does. */
  public Rule without(Set<String> names) {
    List<MetricRule> left = new ArrayList<>();
    for (MetricRule metric : metrics) {
      if (!names.contains(metric.name())) {
        left.add(metric);
      }
    }
    String spanLeft = names.stream().anyMatch(ofSpan()::contains) ? null : span;
    return new Rule(origin, methods, selectors, innermost, meaning, spanLeft, tags, left);
  }
}
