package com.athena.ai;

import com.athena.cache.AIResponseCache;
import com.athena.model.AnalysisRequest;
import com.athena.model.AnalysisResult;
import com.athena.model.Sha256;
import com.athena.resilience.CircuitBreakerOpenException;
import com.athena.statistics.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Gets an answer from the cache or else from the first provider that gives one. */
public final class AIServiceManager {

  private final List<GuardedProvider> providers;
  private final AIResponseCache cache;
  private final Statistics statistics;
  private final ExecutorService callers = Executors.newCachedThreadPool(AIServiceManager::caller);

  /** A manager that asks the providers in this order. */
  public AIServiceManager(
      List<GuardedProvider> providers, AIResponseCache cache, Statistics statistics) {
    this.providers = List.copyOf(providers);
    this.cache = cache;
    this.statistics = statistics;
  }

  /**
   * Answers a request. Models are called on threads of the manager's, one after the other; the
   * caller waits.
   *
   * @return the answer, with the provider and model that gave it, now or when it was cached
   * @throws AllProvidersFailedException if no provider answered
   */
  public AnalysisResult analyzeWithFailover(AnalysisRequest request) {
    statistics.analysis();
    String key = Sha256.hex(request.prompt());
    AnalysisResult known = cache.get(key);
    if (known != null) {
      return known.fromCache();
    }
    AnalysisResult result = firstAnswer(request);
    cache.put(key, result);
    return result;
  }

  private AnalysisResult firstAnswer(AnalysisRequest request) {
    var reasons = new ArrayList<Exception>();
    String failed = null;
    for (GuardedProvider provider : providers) {
      try {
        AnalysisResult result = answer(provider, request);
        countFailover(failed, provider.model());
        statistics.answer(provider.model());
        return result;
      } catch (CircuitBreakerOpenException e) {
        reasons.add(e);
      } catch (Exception e) {
        countFailover(failed, provider.model());
        failed = provider.model();
        reasons.add(e);
      }
    }
    statistics.analysisError();
    throw new AllProvidersFailedException(reasons);
  }

  private AnalysisResult answer(GuardedProvider provider, AnalysisRequest request)
      throws Exception {
    Future<AnalysisResult> answer = callers.submit(() -> provider.analyze(request));
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    }
  }

  private static Thread caller(Runnable call) {
    var thread = new Thread(call, "ai-caller");
    thread.setDaemon(true);
    return thread;
  }

  private void countFailover(String failed, String called) {
    if (failed != null) {
      statistics.failover(failed, called);
    }
  }
}
