package com.athena.ai;

import com.athena.model.AnalysisRequest;
import com.athena.model.AnalysisResult;
import com.athena.resilience.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A provider that answers, or fails while it is told to. */
final class FakeProvider implements AIProvider {

  final List<Thread> callers = new ArrayList<>();
  boolean failing;

  private final String model;

  FakeProvider(String model) {
    this.model = model;
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public AnalysisResult analyze(AnalysisRequest request) {
    callers.add(Thread.currentThread());
    if (failing) {
      throw new IllegalStateException(model + " is down");
    }
    return new AnalysisResult("fake", model, "about " + request.prompt(), false);
  }

  /** The provider behind a breaker that opens at the second failure and stays open. */
  GuardedProvider guarded() {
    return new GuardedProvider(
        this, new CircuitBreaker(model, 2, Duration.ofHours(1), (name, state) -> {}));
  }
}
