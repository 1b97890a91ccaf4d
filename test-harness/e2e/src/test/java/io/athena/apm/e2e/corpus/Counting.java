package io.athena.apm.e2e.corpus;

import io.athena.apm.runtime.AdviceFailures;
import io.athena.apm.runtime.AiProbe;
import io.athena.apm.runtime.Probes;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.LongAdder;

/** Counts enters and exits of methods. */
final class Counting implements AiProbe, AdviceFailures {

  final LongAdder entered = new LongAdder();
  final LongAdder left = new LongAdder();
  final LongAdder failed = new LongAdder();

  void install() {
    Probes.install((AiProbe) this);
    Probes.install((AdviceFailures) this);
  }

  @Override
  public Object startAnalysis(String operation) {
    entered.increment();
    return this;
  }

  @Override
  public void endAnalysis(Object analysis, Object result, Throwable error) {
    left.increment();
  }

  @Override
  public Object startCall(String baseUrl, String model, Object operation, Object request) {
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
  public Object startAnalysis(Method method) {
    return null;
  }

  @Override
  public void deferAnalysis(Object stream) {}

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
  public Object startDeferred(Object stream) {
    return null;
  }

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
  public void failed(Throwable problem, String instrumentation) {
    failed.increment();
  }
}
