package io.athena.apm.exporters.otlp;

import static io.athena.apm.exporters.otlp.OtlpReceiver.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.google.protobuf.ByteString;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.metrics.Tags;
import io.athena.apm.spans.FinishedSpan;
import io.athena.apm.spans.TraceId;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OtlpTracesTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final Tags ANSWERED =
      Tags.of(
          "operation", "chat",
          "provider", "openai",
          "model", "gpt-4o",
          "outcome", "success",
          "error", "none");
  private static final Tags REFUSED =
      Tags.of(
          "operation", "chat",
          "provider", "anthropic",
          "model", "claude",
          "outcome", "error",
          "error", "RateLimitException");

  private final OtlpReceiver receiver = new OtlpReceiver();
  private final OtlpFixture otlp = new OtlpFixture().endpoint(receiver.url());

  @AfterEach
  void accountAddsUp() {
    receiver.close();
    assertThat(otlp.delivery.unaccounted()).isZero();
  }

  private static FinishedSpan span(long id, long parent, String name, Tags tags) {
    return span(id, parent, name, tags, Map.of());
  }

  /** Begins after a second of the monotonic clock and takes two. */
  private static FinishedSpan span(
      long id, long parent, String name, Tags tags, Map<String, Long> tokens) {
    return new FinishedSpan(
        new TraceId(0x0123456789abcdefL, 0xfedcba9876543211L),
        id,
        parent,
        SECOND,
        TestMetrics.START,
        name,
        tags,
        2 * SECOND,
        tokens);
  }

  private Span sent(FinishedSpan span) {
    otlp.flush(span);
    return assertThat(receiver.spans()).singleElement().actual();
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  @Test
  void span_hasItsTraceItsParentAndItsTimes() {
    Span span = sent(span(0xa1, 0xb2, "invoice.create", Tags.of("country", "DE")));

    assertThat(hex(span.getTraceId())).isEqualTo("0123456789abcdeffedcba9876543211");
    assertThat(hex(span.getSpanId())).isEqualTo("00000000000000a1");
    assertThat(hex(span.getParentSpanId())).isEqualTo("00000000000000b2");
    assertThat(span.getStartTimeUnixNano()).isEqualTo(OtlpFixture.START + SECOND);
    assertThat(span.getEndTimeUnixNano()).isEqualTo(OtlpFixture.START + 3 * SECOND);
    assertThat(span.getName()).isEqualTo("invoice.create");
    assertThat(span.getKind()).isEqualTo(SpanKind.SPAN_KIND_INTERNAL);
    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
    assertThat(span.getFlags()).isEqualTo(1);
    assertThat(texts(span.getAttributesList())).containsExactly(entry("country", "DE"));
  }

  @Test
  void firstSpanOfATrace_hasNoParent() {
    assertThat(sent(span(1, 0, "a", Tags.NONE)).getParentSpanId()).isEqualTo(ByteString.EMPTY);
  }

  @Test
  void call_isAClientsSpan_withTheConventionsAttributes() {
    Span span = sent(span(1, 2, "ai.call", ANSWERED, Map.of("input", 100L, "output", 50L)));

    assertThat(span.getName()).isEqualTo("chat gpt-4o");
    assertThat(span.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
    assertThat(texts(span.getAttributesList()))
        .containsExactly(
            entry("gen_ai.operation.name", "chat"),
            entry("gen_ai.provider.name", "openai"),
            entry("gen_ai.request.model", "gpt-4o"),
            entry("gen_ai.usage.input_tokens", "100"),
            entry("gen_ai.usage.output_tokens", "50"));
  }

  @Test
  void failure_isTheStatus_andTheErrorsTypeAnAttribute() {
    Span span = sent(span(1, 2, "ai.call", REFUSED));

    assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
    assertThat(texts(span.getAttributesList()))
        .contains(entry("error.type", "RateLimitException"))
        .doesNotContainKey("outcome");
  }

  @Test
  void outcomeAlone_isTheStatusToo() {
    assertThat(sent(span(1, 0, "order.pay", Tags.of("outcome", "error"))).getStatus().getCode())
        .isEqualTo(StatusCode.STATUS_CODE_ERROR);
  }

  @Test
  void inputOfAnthropic_includesTheCache() {
    Map<String, Long> tokens = Map.of("input", 100L, "cached_input", 30L, "cache_write", 7L);

    assertThat(texts(sent(span(1, 0, "ai.call", REFUSED, tokens)).getAttributesList()))
        .contains(
            entry("gen_ai.usage.input_tokens", "137"),
            entry("gen_ai.usage.cache_read.input_tokens", "30"),
            entry("gen_ai.usage.cache_creation.input_tokens", "7"));
  }

  @Test
  void ownNames_areOnRequest() {
    otlp.names("athena");
    Span span = sent(span(1, 0, "ai.call", ANSWERED, Map.of("input", 100L)));

    assertThat(span.getName()).isEqualTo("ai.call");
    assertThat(span.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
    assertThat(texts(span.getAttributesList()))
        .contains(entry("provider", "openai"), entry("tokens.input", "100"));
  }

  @Test
  void spansOfATrace_areInOrder_thoughTheWallClockDrifts() {
    otlp.flush(span(2, 1, "inner", Tags.NONE));
    otlp.metrics.setWallClock(5);
    otlp.flush(span(1, 0, "outer", Tags.NONE));

    List<Span> spans = receiver.spans();
    assertThat(spans.get(0).getStartTimeUnixNano()).isEqualTo(spans.get(1).getStartTimeUnixNano());
  }

  @Test
  void wallClockThatIsSet_isFollowed() {
    otlp.flush(span(2, 1, "inner", Tags.NONE));
    otlp.metrics.setWallClock(3_600_000);
    otlp.flush(span(1, 0, "outer", Tags.NONE));

    List<Span> spans = receiver.spans();
    assertThat(spans.get(1).getStartTimeUnixNano() - spans.get(0).getStartTimeUnixNano())
        .isEqualTo(3_600 * SECOND);
  }

  @Test
  void spansThatDoNotArrive_areLost_andCounted() {
    receiver.then(500);
    otlp.flush(span(1, 0, "a", Tags.NONE), span(2, 0, "b", Tags.NONE)).flush();

    assertThat(receiver.requests()).hasSize(1);
    assertThat(otlp.account()).isEqualTo("2 lines written: 0 sent, 0 dropped, 2 failed");
    assertThat(otlp.said)
        .containsExactly(
            "otlp: "
                + receiver.url()
                + "/v1/traces answered 500; spans are lost until it works again");
  }

  private static FinishedSpan[] spans(int number) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(id -> span(id, 0, "a", Tags.NONE))
        .toArray(FinishedSpan[]::new);
  }

  /** A flush whose metrics wait for a busy receiver when the exit begins. */
  private void flushUntilTheExit(FinishedSpan... spans) {
    otlp.metrics.counter("cache.hit").add(3);
    receiver.then(503);
    otlp.whilePaused(otlp::beginExit).flush(spans);
    assertThat(receiver.spans()).isEmpty();
  }

  @Test
  void spansOfAFlushThatTheExitEnds_goWithTheLastOne() {
    flushUntilTheExit(spans(2));
    otlp.flush(span(3, 0, "b", Tags.NONE));

    assertThat(receiver.spans()).extracting(Span::getName).containsExactly("a", "a", "b");
    assertThat(otlp.account()).isEqualTo("5 lines written: 4 sent, 0 dropped, 1 failed");
  }

  @Test
  void moreSpansThanCanWait_areCountedAsFailed() {
    flushUntilTheExit(spans(TracesSender.MOST_WAITING + 7));
    otlp.flush();

    assertThat(receiver.spans()).hasSize(TracesSender.MOST_WAITING);
    assertThat(otlp.account()).isEqualTo("1033 lines written: 1025 sent, 0 dropped, 8 failed");
  }

  @Test
  void spansThatNoFlushTakes_areCountedAsFailed() {
    flushUntilTheExit(spans(2));
    otlp.close();

    assertThat(otlp.account())
        .isEqualTo("3 lines written: 0 sent, 0 dropped, 3 failed; 1 series not sent");
  }

  @Test
  void metricsAndSpans_areCountedTogether() {
    otlp.metrics.counter("cache.hit").add(3);
    otlp.flush(span(1, 0, "a", Tags.NONE));

    assertThat(receiver.requests())
        .extracting(OtlpReceiver.Request::path)
        .containsExactly("/v1/metrics", "/v1/traces");
    assertThat(otlp.account()).isEqualTo("2 lines written: 2 sent, 0 dropped, 0 failed");
  }

  @Test
  void spansOfAFlush_goOverTheConnectionOfItsMetrics() {
    otlp.metrics.counter("cache.hit").add(3);
    otlp.flush(span(1, 0, "a", Tags.NONE));

    assertThat(receiver.requests().stream().map(OtlpReceiver.Request::client).distinct())
        .hasSize(1);
  }
}
