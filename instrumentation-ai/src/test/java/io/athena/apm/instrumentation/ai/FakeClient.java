package io.athena.apm.instrumentation.ai;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.Spans;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A client library whose requests are {@link AiRequest}s; each answer is 1 and 2 tokens. */
final class FakeClient extends ClassValue<AiClient> implements AiClient {

  static final String TYPE = "fake.Client";
  static final String BLOCKING = "fake.BlockingClient";

  private static final AtomicLong PASSED = new AtomicLong();

  private static long nanoTime() {
    return System.nanoTime() + PASSED.get();
  }

  /** Lets time pass for all that is measured. */
  static void pass(Duration time) {
    PASSED.addAndGet(time.toNanos());
  }

  static void install(Registry registry, Spans spans, AgentLog log) {
    var cells = new AiCells(registry, new Costs(registry, log, ""));
    var analyses = new Analyses(cells, spans, log, FakeClient::nanoTime);
    Probes.install(
        new AiCalls(
            cells,
            spans,
            analyses,
            FakeClient::nanoTime,
            log,
            List.of(new ClientLibrary("fake", "fake.", new FakeClient()))));
  }

  /** A call as a library's method makes it. */
  static void call(String host, String model, Throwable error) {
    Probes.ai().endCall(begin(host, model), error == null ? "answer" : null, error);
  }

  static Object begin(String host, String model) {
    return begin(TYPE, host, model);
  }

  static Object begin(String type, String host, String model) {
    var request = new AiRequest(Providers.of("https://" + host + "/v1"), model, "chat", false);
    return Probes.ai().startCall(type, "call", TYPE, request);
  }

  @Override
  protected AiClient computeValue(Class<?> type) {
    return this;
  }

  @Override
  public AiRequest request(String method, Object client, Object request) {
    return (AiRequest) request;
  }

  @Override
  public boolean isBlocking(String type) {
    return type.equals(BLOCKING);
  }

  @Override
  public Object answer(Object value, AiCall call) {
    if (value instanceof Error drifted) {
      throw drifted;
    }
    call.usage(new TokenUsage(1L, 2L, null, null, null));
    call.end(null);
    return value;
  }

  @Override
  public void piece(Object piece, AiCall call) {
    call.content();
  }
}
