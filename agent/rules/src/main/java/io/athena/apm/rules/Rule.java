package io.athena.apm.rules;

import io.athena.apm.rules.values.ValuePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One rule: the methods it matches, and the metrics it records.
 *
 * @param origin its first line
 * @param methods a method matches if one of these does
 * @param selectors and all of these do
 * @param innermost true to drop calls during which another method of the rule in the same class is
 *     called on the same thread
 * @param role of the methods for the agent's own instruments; null for none
 * @param span the name under which calls are timed; null for no span
 * @param tags of the span; the metrics include them already
 * @param metrics recorded when a call ends
 */
public record Rule(
    Origin origin,
    List<MethodPattern> methods,
    List<Selector> selectors,
    boolean innermost,
    MethodRole role,
    String span,
    List<TagRule> tags,
    List<MetricRule> metrics) {

  /** The maximum number of tags of a span; the agent adds one. */
  public static final int MOST_SPAN_TAGS = 5;

  /** The tag that the agent adds to a span: the class of the exception. */
  public static final String ERROR_TAG = "error";

  /** The maximum number of different arguments: the parameters of the probe's methods. */
  public static final int MOST_ARGUMENTS = 3;

  /** Copies the lists. */
  public Rule {
    methods = List.copyOf(methods);
    selectors = List.copyOf(selectors);
    tags = List.copyOf(tags);
    metrics = List.copyOf(metrics);
  }

  /** The paths that it reads, for its span and its metrics. */
  public List<ValuePath> paths() {
    List<ValuePath> paths = new ArrayList<>();
    for (TagRule tag : tags) {
      if (tag.path() != null) {
        paths.add(tag.path());
      }
    }
    for (MetricRule metric : metrics) {
      paths.addAll(metric.paths());
    }
    return paths;
  }

  /** The names of all metrics that the rule records itself, including those of its span. */
  public Set<String> recorded() {
    Set<String> names = new LinkedHashSet<>(ofSpan());
    for (MetricRule metric : metrics) {
      names.add(metric.name());
    }
    return names;
  }

  /** The metrics of its span; none if it has no span. */
  List<String> ofSpan() {
    return span == null ? List.of() : List.of(span + ".duration", span + ".total", span + ".error");
  }

  /**
   * Everything in the rule except its lines: equal before and after an edit that only moves the
   * rule.
   */
  public List<Object> content() {
    List<Object> content =
        new ArrayList<>(Arrays.asList(methods, selectors, innermost, role, span));
    for (TagRule tag : tags) {
      content.add(tag.content());
    }
    for (MetricRule metric : metrics) {
      content.add(metric.content());
    }
    return content;
  }
}
