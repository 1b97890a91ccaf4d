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

  private static final String STREAMING = "false";

  private final Registry registry;
  private final Family<Histogram> analysisDuration;
  private final Family<Counter> analysisTotal;
  private final Family<Counter> analysisError;
  private final Family<Histogram> callDuration;
  private final Family<Counter> callTotal;
  private final Family<Counter> callError;
  private final Family<Counter> tokens;
  private final Family<Counter> tokensUnknown;
  private final Family<Counter> retry;
  private final Family<Counter> failover;
  private final Map<String, UnderWay> active = new ConcurrentHashMap<>();

  AiCells(Registry registry) {
    this.registry = registry;
    analysisDuration = registry.histograms(AiMetrics.ANALYSIS_DURATION);
    analysisTotal = registry.counters(AiMetrics.ANALYSIS_TOTAL);
    analysisError = registry.counters(AiMetrics.ANALYSIS_ERROR);
    callDuration = registry.histograms(AiMetrics.CALL_DURATION);
    callTotal = registry.counters(AiMetrics.CALL_TOTAL);
    callError = registry.counters(AiMetrics.CALL_ERROR);
    tokens = registry.counters(AiMetrics.TOKENS);
    tokensUnknown = registry.counters(AiMetrics.TOKENS_UNKNOWN);
    retry = registry.counters(AiMetrics.RETRY);
    failover = registry.counters(AiMetrics.FAILOVER);
  }

  /** The error is the simple class name of the exception, or null. */
  void analysis(String operation, String provider, String model, String error, long nanos) {
    String outcome = outcome(error);
    analysisDuration.get(operation, provider, model, outcome, error, null).record(nanos);
    analysisTotal.get(operation, provider, model, outcome).increment();
    if (error != null) {
      analysisError.get(operation, provider, model, error).increment();
    }
  }

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

  /** The error is the simple class name of the exception, or null. */
  void call(AiCall call, String error, long nanos) {
    String outcome = outcome(error);
    String provider = call.provider();
    String model = call.model();
    String operation = call.operation();
    callDuration.get(provider, model, operation, STREAMING, outcome, error).record(nanos);
    callTotal.get(provider, model, operation, STREAMING, outcome, null).increment();
    if (error != null) {
      callError.get(provider, model, operation, STREAMING, error, null).increment();
    }
  }

  /** Adds tokens of one kind; null where the answer does not contain them. */
  void tokens(AiCall call, String kind, Long number) {
    if (number != null) {
      tokens.get(call.provider(), call.model(), kind).add(number);
    }
  }

  void tokensUnknown(AiCall call) {
    tokensUnknown.get(call.provider(), call.model()).increment();
  }

  /** A call follows a failed call of the same analysis, to the same model or another. */
  void again(AiCall before, AiCall now) {
    if (now.asksSameAs(before)) {
      retry.get(now.provider(), now.model()).increment();
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
