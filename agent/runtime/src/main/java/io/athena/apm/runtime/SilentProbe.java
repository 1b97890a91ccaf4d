package io.athena.apm.runtime;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;

/** Implements every probe by doing nothing, until the engine installs another. */
final class SilentProbe
    implements AiProbe,
        CacheProbe,
        CircuitBreakerProbe,
        ResilienceProbe,
        ApiProbe,
        LogProbe,
        RuleProbe,
        AdviceFailures {

  @Override
  public Object startCall(String type, String method, Object client, Object request) {
    return null;
  }

  @Override
  public Object endCall(Object call, Object result, Throwable error) {
    return result;
  }

  @Override
  public Object observe(Object call, Object handler) {
    return handler;
  }

  @Override
  public Object published(
      String type, String method, Object client, Object request, Object publisher) {
    return publisher;
  }

  @Override
  public void leaveCall(Object call, Throwable error) {}

  @Override
  public void responded(String type, Object response) {}

  @Override
  public Object parsed(Object response, Object value, Throwable error) {
    return value;
  }

  @Override
  public void streamed(Object stream, Object piece) {}

  @Override
  public void closed(Object response) {}

  @Override
  public void retried() {}

  @Override
  public void attempted(Object request, int earlier) {}

  @Override
  public String traceParent(String present) {
    return null;
  }

  @Override
  public Object startAnalysis(String operation) {
    return null;
  }

  @Override
  public Object startAnalysis(Method method) {
    return null;
  }

  @Override
  public void deferAnalysis(Object stream) {}

  @Override
  public Object startDeferred(Object stream) {
    return null;
  }

  @Override
  public Object startStream(String operation) {
    return null;
  }

  @Override
  public void continues(Object stream) {}

  @Override
  public Object beforeRead(Object stream) {
    return null;
  }

  @Override
  public void afterRead(Object reading) {}

  @Override
  public void endAnalysis(Object analysis, Object result, Throwable error) {}

  @Override
  public <T> Supplier<T> statistics(Supplier<T> chosen, Supplier<T> own) {
    return chosen == null ? own : chosen;
  }

  @Override
  public void building() {}

  @Override
  public void counts(Object statistics) {}

  @Override
  public void built(String library, Object cache) {}

  @Override
  public void named(Object cache, String name) {}

  @Override
  public void counted(String library, String name, Object cache, Object statistics) {}

  @Override
  public void created(String library, Object cache) {}

  @Override
  public void storing(Object store, String name) {}

  @Override
  public <T> T counter(Object cache, Object store, String name, T chosen) {
    return chosen;
  }

  @Override
  public void read(String library, Object cache, Object value) {}

  @Override
  public void readAll(String library, Object cache, Collection<?> keys, Map<?, ?> found) {}

  @Override
  public void count(String library, Object cache, long hits, long misses, long evictions) {}

  @Override
  public <T> Callable<T> loader(Callable<T> loader) {
    return loader;
  }

  @Override
  public <T> Supplier<T> loader(Supplier<T> loader) {
    return loader;
  }

  @Override
  public void loaded(String library, String cache, Object loader, Object result, Throwable error) {}

  @Override
  public long startRead() {
    return 0;
  }

  @Override
  public long start() {
    return 0;
  }

  @Override
  public void endRead(Object cache, String method, long start, Object result, Throwable error) {}

  @Override
  public long startOutermost() {
    return 0;
  }

  @Override
  public void connected(Object connection, Object address) {}

  @Override
  public void joined(Object client, Object address) {}

  @Override
  public void operated(
      String library,
      Object connection,
      String operation,
      Object key,
      long start,
      Object result,
      Throwable error) {}

  @Override
  public void operatedStore(
      String library,
      Object cache,
      String name,
      String operation,
      long start,
      Object result,
      Throwable error) {}

  @Override
  public void operatedAll(
      String library,
      Object connection,
      String operation,
      long start,
      Object keys,
      Object result,
      Throwable error) {}

  @Override
  public void answered(Object future, boolean answered, String status) {}

  @Override
  public void ended(Object future, Object value) {}

  @Override
  public void endedAll(Object future, Iterable<?> parts, Map<?, ?> found) {}

  @Override
  public void dispatched(String library, Object connection, Object transaction, Object command) {}

  @Override
  public void dispatchedAll(
      String library, Object connection, Object transaction, Iterable<?> commands) {}

  @Override
  public String enter(String cache) {
    return null;
  }

  @Override
  public void leave(String before) {}

  @Override
  public void created(Object breaker, String library, String name) {}

  @Override
  public void event(Object breaker, String library, String name, String event) {}

  @Override
  public void call(
      Object breaker, String library, String name, String event, long nanos, long slowNanos) {}

  @Override
  public void transition(Object breaker, String library, String name, String from, String to) {}

  @Override
  public void observe(Object breaker) {}

  @Override
  public void observe(
      Object breaker, String library, String name, boolean forcedOpen, boolean forcedClosed) {}

  @Override
  public void observeKnown(Object breaker) {}

  @Override
  public long startCall(Object breaker) {
    return 0;
  }

  @Override
  public void endCall(Object breaker, long began, Object result, Throwable error) {}

  @Override
  public void used(Object capacity, String library, String name) {}

  @Override
  public void decided(String policy, String library, String name, boolean permitted) {}

  @Override
  public void event(String policy, String library, String name, String event) {}

  @Override
  public void events(String policy, String library, String name, String event, long times) {}

  @Override
  public String named(String policy, Object object, String packageName) {
    return null;
  }

  @Override
  public String nameOf(String policy, Object object) {
    return null;
  }

  @Override
  public String knownName(Object object) {
    return null;
  }

  @Override
  public void reserved(String library, String name, long waitNanos) {}

  @Override
  public void acquiring(String library, String name, Object future) {}

  @Override
  public void attempted(
      String library,
      String packageName,
      Object name,
      int failures,
      boolean shared,
      boolean succeeded) {}

  @Override
  public void exhausted(String library, String packageName, Object name, boolean shared) {}

  @Override
  public int startRetries() {
    return 0;
  }

  @Override
  public void retrying() {}

  @Override
  public void endRetries(
      String library,
      String packageName,
      Object operation,
      String name,
      int outer,
      Throwable error) {}

  @Override
  public <T, R> Function<T, R> fallback(String library, String name, Function<T, R> fallback) {
    return fallback;
  }

  @Override
  public void judged(boolean ends) {}

  @Override
  public void attempted(String library, String name, boolean last) {}

  @Override
  public void succeeded(String library, Object executor, Object result) {}

  @Override
  public void limited(String library, String name, Object result, boolean exceeded) {}

  @Override
  public String described(String description) {
    return description;
  }

  @Override
  public void guarded(Object context, String description, Object breaker) {}

  @Override
  public void limitedBy(Object capacity, String library, String description) {}

  @Override
  public void told(Object context, Object event) {}

  @Override
  public void blocked(String library, String name, Object block) {}

  @Override
  public void called(Object breaker, String library, String name) {}

  @Override
  public void tried(Object breaker, String library, String name, String to, boolean changed) {}

  @Override
  public void tested(Object breaker, String library, String name, String before, Object block) {}

  @Override
  public void asked(Object breaker, String library, String name, boolean permitted) {}

  @Override
  public Object startSpan(String name) {
    return null;
  }

  @Override
  public void tagSpan(Object span, String name, String value) {}

  @Override
  public void failSpan(Object span, Throwable error) {}

  @Override
  public void endSpan(Object span) {}

  @Override
  public void count(String name, long amount, String[] tags) {}

  @Override
  public void gauge(String name, double value, String[] tags) {}

  @Override
  public void histogram(String name, long value, String[] tags) {}

  @Override
  public void analysis(String provider, String model, Duration duration, boolean success) {}

  @Override
  public void cacheOperation(String cache, boolean hit) {}

  @Override
  public void circuitBreakerEvent(String name, String event) {}

  @Override
  public Map<String, String> context(Map<String, String> context) {
    return context;
  }

  @Override
  public String[] ids(Object traceId, Object spanId) {
    return null;
  }

  @Override
  public void failed(Throwable problem, String instrumentation) {}

  @Override
  public long begin(int method) {
    return 0;
  }

  @Override
  public void end(
      int method,
      long began,
      Object self,
      Object first,
      Object second,
      Object third,
      Object result,
      Throwable error) {}

  @Override
  public Object endAsync(
      int method,
      long began,
      Object self,
      Object first,
      Object second,
      Object third,
      Object result,
      Throwable error) {
    return result;
  }

  @Override
  public void before(int method, Object self, Object first, Object second, Object third) {}

  @Override
  public void after(
      int method,
      Object self,
      Object first,
      Object second,
      Object third,
      Object result,
      Throwable error) {}
}
