package io.athena.apm.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.metrics.Tags;
import io.athena.apm.spans.FinishedSpan;
import io.athena.apm.spans.TraceId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The same spans, sent by the agent and by OpenTelemetry's SDK, decode to equal spans. */
@Timeout(60)
class OtlpTracesDifferentialTest {

  private static final TraceId TRACE = new TraceId(0x0123456789abcdefL, 0xfedcba9876543211L);
  private static final String TRACE_TEXT = "0123456789abcdeffedcba9876543211";

  private final OtlpReceiver receiver = new OtlpReceiver();
  private final OtlpFixture otlp = new OtlpFixture().endpoint(receiver.url());
  private final OtlpReceiver sdkReceiver = new OtlpReceiver();
  private final NumberedSpans numbers = new NumberedSpans();
  private final SdkTracerProvider sdk =
      SdkTracerProvider.builder()
          .setIdGenerator(numbers)
          .addSpanProcessor(
              BatchSpanProcessor.builder(
                      OtlpHttpSpanExporter.builder()
                          .setEndpoint(sdkReceiver.url() + "/v1/traces")
                          .setCompression("gzip")
                          .build())
                  .build())
          .build();

  /** All spans are of one trace; the first one that begins has the number 1. */
  private static final class NumberedSpans implements IdGenerator {

    private int spans;

    @Override
    public String generateSpanId() {
      return "%016x".formatted(++spans);
    }

    @Override
    public String generateTraceId() {
      return TRACE_TEXT;
    }
  }

  @AfterEach
  void close() {
    sdk.close();
    sdkReceiver.close();
    receiver.close();
    assertThat(otlp.said).isEmpty();
    assertThat(otlp.delivery.unaccounted()).isZero();
  }

  /** A span of the agent; the nanoseconds are since the start of both clocks. */
  private static FinishedSpan span(
      long id,
      long parent,
      String name,
      Tags tags,
      long start,
      long end,
      Map<String, Long> tokens) {
    return new FinishedSpan(
        TRACE, id, parent, start, TestMetrics.START, name, tags, end - start, tokens);
  }

  private SpanBuilder sdkSpan(String name, Context parent, long start) {
    return sdk.get("io.athena.apm")
        .spanBuilder(name)
        .setParent(parent)
        .setStartTimestamp(OtlpFixture.START + start, TimeUnit.NANOSECONDS);
  }

  private static void end(Span span, long end) {
    span.end(OtlpFixture.START + end, TimeUnit.NANOSECONDS);
  }

  private void assertSame(FinishedSpan... spans) {
    otlp.flush(spans);
    sdk.forceFlush().join(10, TimeUnit.SECONDS);

    assertThat(comparable(receiver)).hasSize(spans.length).isEqualTo(comparable(sdkReceiver));
  }

  /**
   * The spans without what may differ: the order of attributes has no meaning, and no status is the
   * same as the SDK's empty one. In bits 8 and 9 of the flags the SDK tells whether the parent is
   * of another process; the agent can't know that of a header that it adopts, and leaves them
   * empty.
   */
  private static List<? extends Message> comparable(OtlpReceiver receiver) {
    return receiver.spans().stream()
        .map(
            span ->
                span.toBuilder()
                    .clearAttributes()
                    .addAllAttributes(sorted(span.getAttributesList()))
                    .setStatus(span.getStatus())
                    .setFlags(span.getFlags() & 0xff)
                    .build())
        .toList();
  }

  private static List<KeyValue> sorted(List<KeyValue> attributes) {
    return attributes.stream().sorted(Comparator.comparing(KeyValue::getKey)).toList();
  }

  @Test
  void spanAndTheSpanAroundIt() {
    Span outer =
        sdkSpan("invoice.create", Context.root(), 1_000)
            .setAttribute("country", "DE")
            .setAttribute("error.type", "OverdrawnException")
            .startSpan()
            .setStatus(StatusCode.ERROR);
    Span inner =
        sdkSpan("ai.analysis", Context.root().with(outer), 1_001)
            .setAttribute("gen_ai.operation.name", "Manager.answer")
            .setAttribute("outcome", "success")
            .startSpan();
    end(inner, 5_000_000_000L);
    end(outer, 5_000_000_001L);

    assertSame(
        span(
            2,
            1,
            "ai.analysis",
            Tags.of("operation", "Manager.answer", "outcome", "success", "error", "none"),
            1_001,
            5_000_000_000L,
            Map.of()),
        span(
            1,
            0,
            "invoice.create",
            Tags.of("country", "DE", "error", "OverdrawnException"),
            1_000,
            5_000_000_001L,
            Map.of()));
  }

  @Test
  void failedCall() {
    Span call =
        sdkSpan("chat claude-sonnet-4", Context.root(), 7)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute("gen_ai.operation.name", "chat")
            .setAttribute("gen_ai.provider.name", "anthropic")
            .setAttribute("gen_ai.request.model", "claude-sonnet-4")
            .setAttribute("gen_ai.request.stream", true)
            .setAttribute("error.type", "RateLimitException")
            .setAttribute("gen_ai.usage.input_tokens", 137)
            .setAttribute("gen_ai.usage.output_tokens", 0)
            .setAttribute("gen_ai.usage.cache_read.input_tokens", 30)
            .setAttribute("gen_ai.usage.cache_creation.input_tokens", 7)
            .startSpan()
            .setStatus(StatusCode.ERROR);
    end(call, 8);

    assertSame(
        span(
            1,
            0,
            "ai.call",
            Tags.of(
                "operation", "chat",
                "provider", "anthropic",
                "model", "claude-sonnet-4",
                "streaming", "true",
                "outcome", "error",
                "error", "RateLimitException"),
            7,
            8,
            Map.of("input", 100L, "output", 0L, "cached_input", 30L, "cache_write", 7L)));
  }

  @Test
  void spanOfATraceThatAnotherTracerHasBegun() {
    SpanContext other =
        SpanContext.createFromRemoteParent(
            TRACE_TEXT, "fedcba9876543210", TraceFlags.getSampled(), TraceState.getDefault());
    end(sdkSpan("order.pay", Context.root().with(Span.wrap(other)), 0).startSpan(), 0);

    assertSame(span(1, 0xfedcba9876543210L, "order.pay", Tags.NONE, 0, 0, Map.of()));
  }
}
