package com.athena.ai;

import com.athena.model.AnalysisRequest;
import com.athena.model.AnalysisResult;
import com.athena.resilience.CircuitBreaker;

/**
 * A provider behind its own circuit breaker.
 *
 * @param provider whom to ask
 * @param breaker opens when the provider keeps failing
 */
public record GuardedProvider(AIProvider provider, CircuitBreaker breaker) {

  AnalysisResult analyze(AnalysisRequest request) throws Exception {
    return breaker.execute(() -> provider.analyze(request));
  }

  String model() {
    return provider.model();
  }
}
