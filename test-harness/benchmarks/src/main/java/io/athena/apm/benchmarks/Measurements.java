package io.athena.apm.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each start took in each round, in the order in which they were first measured. */
final class Measurements {

  private final Map<Start, List<ResourceUsage>> usages = new LinkedHashMap<>();

  Measurements(List<Start> starts) {
    starts.forEach(start -> usages.put(start, new ArrayList<>()));
  }

  void add(Start start, ResourceUsage usage) {
    usages.get(start).add(usage);
  }

  Set<Start> starts() {
    return usages.keySet();
  }

  List<Double> values(Start start, Measure measure) {
    return usages.get(start).stream().map(measure::of).toList();
  }

  Spread spread(Start start, Measure measure) {
    return Spread.of(values(start, measure));
  }

  /** What it takes more than the same start without an agent. */
  Spread added(Start start, Measure measure) {
    return Spread.added(values(start, measure), values(start.with(Agent.NONE), measure));
  }
}
