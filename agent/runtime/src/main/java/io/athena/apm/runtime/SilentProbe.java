package io.athena.apm.runtime;

import java.util.function.Supplier;

/** Every probe, doing nothing: what woven code finds where the engine has not installed one. */
final class SilentProbe implements AiProbe, CacheProbe, CircuitBreakerProbe, AdviceFailures {

  @Override
  public Object startCall(String baseUrl, String model, String operation) {
    return null;
  }

  @Override
  public void endCall(
      Object call, Throwable error, Long input, Long output, Long cachedInput, Long reasoning) {}

  @Override
  public Object startAnalysis(Object manager, String operation) {
    return null;
  }

  @Override
  public void endAnalysis(Object analysis, Object result, Throwable error) {}

  @Override
  public <T> Supplier<T> statistics(Supplier<T> statistics) {
    return statistics;
  }

  @Override
  public void built(String library, Object cache) {}

  @Override
  public void read(Object cache, Object result) {}

  @Override
  public void created(Object breaker, String library, String name) {}

  @Override
  public void event(String library, String name, String event) {}

  @Override
  public void call(String library, String name, String event, long nanos, long slowNanos) {}

  @Override
  public void transition(Object breaker, String library, String name, String from, String to) {}

  @Override
  public void observe(Object breaker) {}

  @Override
  public void failed(Throwable problem, String instrumentation) {}
}
