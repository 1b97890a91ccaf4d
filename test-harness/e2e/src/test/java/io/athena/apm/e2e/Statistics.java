package io.athena.apm.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The sample service's own statistics. */
record Statistics(JsonNode json) {

  private static final Set<String> STATES = Set.of("OPEN", "HALF_OPEN", "CLOSED");
  private static final Set<String> READS = Set.of("hits", "misses");
  private static final Set<String> OUTCOMES = Set.of("success", "error", "rejected");

  /**
   * Whether each kind of event has happened: this model and all others failed together, so that
   * each was called.
   */
  boolean areVaried(String failingModel) {
    return Stream.of(failingModel, "reputation")
            .allMatch(breaker -> has(STATES, "circuitBreakerTransitions", breaker))
        && Stream.of("AIResponseCache", "AnalysisCache")
            .allMatch(cache -> has(READS, "caches", cache))
        && has(OUTCOMES, "resilience4jCalls", "reputation")
        && names("aiCalls").stream().allMatch(model -> number("aiCallsWithoutUsage", model) > 0)
        && number("analysisErrors") > 0;
  }

  private boolean has(Set<String> wanted, String... path) {
    return names(path).containsAll(wanted);
  }

  /** The number at a path; 0 if it is absent. */
  double number(String... path) {
    return at(path).asDouble(0);
  }

  /** The members at a path. */
  List<String> names(String... path) {
    var names = new ArrayList<String>();
    at(path).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private JsonNode at(String... path) {
    var node = json;
    for (var step : path) {
      node = node.path(step);
    }
    return node;
  }
}
