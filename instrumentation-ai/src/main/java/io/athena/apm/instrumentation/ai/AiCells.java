package io.athena.apm.instrumentation.ai;

import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Registry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/** The cells of all AI operations. Application threads add to them. */
final class AiCells {

  private final Registry registry;
  private final Family<Histogram> analysisDuration;
  private final Family<Counter> analysisTotal;
  private final Family<Counter> analysisError;
  private final Family<Histogram> callDuration;
  private final Family<Counter> callTotal;
  private final Family<Counter> callError;
  private final Family<Counter> tokens;
  private final Family<Counter> tokensUnknown;
  private final Family<Histogram> firstToken;
  private final Family<Histogram> chunk;
  private final Family<Counter> retry;
  private final Family<Counter> failover;
  private final Costs costs;
  private final Map<String, UnderWay> active = new ConcurrentHashMap<>();

  AiCells(Registry registry, Costs costs) {
    this.registry = registry;
    this.costs = costs;
    analysisDuration = registry.histograms(AiMetrics.ANALYSIS_DURATION);
    analysisTotal = registry.counters(AiMetrics.ANALYSIS_TOTAL);
    analysisError = registry.counters(AiMetrics.ANALYSIS_ERROR);
    callDuration = registry.histograms(AiMetrics.CALL_DURATION);
    callTotal = registry.counters(AiMetrics.CALL_TOTAL);
    callError = registry.counters(AiMetrics.CALL_ERROR);
    tokens = registry.counters(AiMetrics.TOKENS);
    tokensUnknown = registry.counters(AiMetrics.TOKENS_UNKNOWN);
    firstToken = registry.histograms(AiMetrics.FIRST_TOKEN);
    chunk = registry.histograms(AiMetrics.CHUNK);
    retry = registry.counters(AiMetrics.RETRY);
    failover = registry.counters(AiMetrics.FAILOVER);
  }

  /**
   * An analysis has ended.
   *
   * @param error the simple class name of the exception, or null
   */
  void analysis(String operation, String provider, String model, String error, long nanos) {
    String outcome = outcome(error);
    analysisDuration.get(operation, provider, model, outcome, error, null).record(nanos);
    analysisTotal.get(operation, provider, model, outcome).increment();
    if (error != null) {
      analysisError.get(operation, provider, model, error).increment();
    }
  }

  /** A call begins. */
  void active(String provider, long change) {
    UnderWay underWay = active.get(provider);
    if (underWay == null) {
      UnderWay first = new UnderWay();
      underWay = active.putIfAbsent(provider, first);
      if (underWay == null) {
        underWay = first;
        registry.gauges(AiMetrics.ACTIVE).get(provider).set(first);
      }
    }
    underWay.calls.add(change);
  }

  /** The calls to one provider that have not ended. */
  private static final class UnderWay implements DoubleSupplier {

    private final LongAdder calls = new LongAdder();

    @Override
    public double getAsDouble() {
      return calls.sum();
    }
  }

  /**
   * A call has ended.
   *
   * @param error the simple class name of the exception, or null
   */
  void call(AiRequest request, String error, long nanos) {
    String outcome = outcome(error);
    String provider = request.provider();
    String model = request.model();
    String operation = request.operation();
    String streaming = request.streaming() ? "true" : "false";
    callDuration.get(provider, model, operation, streaming, outcome, error).record(nanos);
    callTotal.get(provider, model, operation, streaming, outcome, null).increment();
    if (error != null) {
      callError.get(provider, model, operation, streaming, error, null).increment();
    }
  }

  /**
   * Adds the tokens that an answer reports, and what they cost; an answer without any is counted as
   * unknown.
   */
  void tokens(AiRequest request, TokenUsage usage, String error) {
    if (usage.isUnknown() && error == null) {
      tokensUnknown.get(request.provider(), request.model()).increment();
    }
    if (!usage.isUnknown() || error == null) {
      costs.add(request, usage);
    }
    tokens(request, "input", usage.input());
    tokens(request, "output", usage.output());
    tokens(request, "cached_input", usage.cachedInput());
    tokens(request, "cache_write", usage.cacheWrite());
    tokens(request, "reasoning", usage.reasoning());
  }

  private void tokens(AiRequest request, String kind, Long number) {
    if (number != null) {
      tokens.get(request.provider(), request.model(), kind).add(number);
    }
  }

  /** The first piece of content of a stream, after the request. */
  void firstContent(AiRequest request, long nanos) {
    firstToken.get(request.provider(), request.model()).record(nanos);
  }

  /** A further piece of content, after the one before. */
  void nextContent(AiRequest request, long nanos) {
    chunk.get(request.provider(), request.model()).record(nanos);
  }

  /** A client sends a request again. */
  void retried(AiRequest request) {
    retry.get(request.provider(), request.model()).increment();
  }

  /** A call follows a failed call of the same analysis, to the same model or another. */
  void again(AiRequest before, AiRequest now) {
    if (now.asksSameAs(before)) {
      retried(now);
    } else if (now.provider().equals(before.provider())) {
      failover
          .get(before.provider() + "/" + before.model(), now.provider() + "/" + now.model())
          .increment();
    } else {
      failover.get(before.provider(), now.provider()).increment();
    }
  }

  static String outcome(String error) {
    return error == null ? "success" : "error";
  }
}
