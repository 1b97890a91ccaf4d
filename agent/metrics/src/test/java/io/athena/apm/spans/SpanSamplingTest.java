package io.athena.apm.spans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Together;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpanSamplingTest {

  private static final int CAPACITY = 1_024;

  @Test
  void rateZero_keepsNone() {
    assertThat(sampled(new Spans(0), 10_000)).isZero();
  }

  @Test
  void rateOne_keepsAll() {
    assertThat(sampled(new Spans(1), 10_000)).isEqualTo(10_000);
  }

  @Test
  void rateBetween_keepsItsShare() {
    // Twelve standard deviations to either side.
    assertThat(sampled(new Spans(0.1), 100_000)).isBetween(8_860L, 11_140L);
  }

  @Test
  void traceThatIsNotKept_decidesForItsSpans() {
    Spans spans = new Spans(Double.MIN_VALUE);
    SpanContext first = spans.begin("first", 1);

    assertThat(first.isSampled()).isFalse();
    assertThat(spans.begin("second", 2)).isNull();
  }

  @Test
  void traceThatIsKept_decidesForItsSpans() {
    Spans spans = new Spans(1);
    spans.begin("first", 1);

    assertThat(IntStream.range(0, 500).filter(i -> spans.begin(i, i).isSampled()).count())
        .isEqualTo(500);
  }

  @Test
  void finishedSpan_knowsItsTraceAndParent() {
    Spans spans = new Spans(1);
    SpanContext outer = spans.begin("outer", 10);
    SpanContext inner = spans.begin("inner", 20);
    end(spans, inner, "inner");
    end(spans, outer, "outer");

    FinishedSpan first = spans.drain().get(0);
    assertThat(first)
        .isEqualTo(
            new FinishedSpan(
                outer.trace().id(),
                inner.id(),
                outer.id(),
                20,
                first.epochMillis(),
                "inner",
                Tags.NONE,
                5,
                Map.of()));
    assertThat(outer.parentId()).isZero();
    assertThat(inner.id()).isNotZero().isNotEqualTo(outer.id());
  }

  private static final SpanSampling FAILED = new SpanSampling(0, false, true);

  private static final Tags ERROR = Tags.of("error", "TimeoutException");

  @Test
  void traceThatFails_keepsItsFirstSpanAndItsCalls() {
    Spans spans = new Spans(FAILED);
    SpanContext root = spans.begin("root", 1);
    assertThat(spans.begin("rule", 2)).isNull();
    SpanContext call = spans.beginAlways("call", 3);
    end(spans, call, "call");
    assertThat(spans.drain()).isEmpty();
    end(spans, root, "root", ERROR);

    assertThat(spans.drain()).extracting(FinishedSpan::name).containsExactly("call", "root");
    assertThat(call.parentId()).isEqualTo(root.id());
  }

  @Test
  void traceThatSucceeds_isNotKept() {
    Spans spans = new Spans(FAILED);
    SpanContext root = spans.begin("root", 1);
    SpanContext call = spans.beginAlways("call", 2);
    end(spans, call, "call", ERROR);
    end(spans, root, "root");
    SpanContext late = spans.beginAlways("late", 3);

    assertThat(call.isRecorded()).isFalse();
    assertThat(late.isRecorded()).isTrue();
    assertThat(spans.drain()).isEmpty();
  }

  @Test
  void callThatEndsAfterTheFailedRoot_isKept() {
    Spans spans = new Spans(FAILED);
    SpanContext root = spans.begin("root", 1);
    SpanContext call = spans.beginAlways("call", 2);
    end(spans, root, "root", ERROR);
    end(spans, call, "call");

    assertThat(spans.drain()).extracting(FinishedSpan::name).containsExactly("root", "call");
  }

  @Test
  void failedTraceOfManyCalls_keeps32Spans() {
    Spans spans = new Spans(FAILED);
    SpanContext root = spans.begin("root", 1);
    for (int i = 0; i < 100; i++) {
      end(spans, spans.beginAlways(i, i), "call");
    }
    end(spans, root, "root", ERROR);

    assertThat(spans.drain()).hasSize(32).extracting(FinishedSpan::name).contains("root");
  }

  @Test
  void manyFailedTraces_keepABoundedNumberOfSpansUntilTheNextFlush() {
    Spans spans = new Spans(FAILED);
    for (int i = 0; i < CAPACITY; i++) {
      end(spans, spans.begin(i, i), "root", ERROR);
    }

    assertThat(spans.drain()).hasSize(256);
    end(spans, spans.begin("next", 1), "root", ERROR);
    assertThat(spans.drain()).hasSize(1);
  }

  @Test
  void numberedTrace_hasAPlaceForOtherProcesses_thatTellsWhetherItIsKept() {
    Spans spans = new Spans(new SpanSampling(0, true, false));
    SpanContext root = spans.begin("root", 1);
    SpanContext call = spans.beginAlways("call", 2);

    assertThat(call.isRecorded()).isFalse();
    assertThat(call.traceParent()).isEqualTo(new TraceParent(root.trace().id(), call.id(), false));
    assertThat(new Spans(1).begin("root", 1).traceParent().sampled()).isTrue();
    assertThat(new Spans(0).beginAlways("call", 1).traceParent()).isNull();
  }

  @Test
  void traceOfAnotherTracer_goesOn() {
    Spans spans = new Spans(1);
    SpanContext root = spans.begin("root", 1);
    SpanContext call = spans.begin("call", 2);
    TraceParent other = new TraceParent(new TraceId(1, 2), 3, true);
    call.join(other);
    end(spans, call, "call");
    end(spans, root, "root");

    assertThat(spans.drain())
        .extracting(FinishedSpan::trace, FinishedSpan::parent)
        .containsExactly(tuple(other.trace(), root.id()), tuple(other.trace(), 3L));
  }

  @Test
  void spans_areDrainedInTheOrderInWhichTheyEnded_once() {
    Spans spans = new Spans(1);
    for (String name : new String[] {"b", "a", "c"}) {
      end(spans, spans.begin(name, 1), name);
    }

    assertThat(spans.drain()).extracting(FinishedSpan::name).containsExactly("b", "a", "c");
    assertThat(spans.drain()).isEmpty();
  }

  @Test
  void fullSampler_waitsForTheNextFlush() {
    Spans spans = new Spans(1);
    for (int i = 0; i < CAPACITY; i++) {
      end(spans, spans.begin(i, i), "span");
    }

    SpanContext oneMore = spans.begin("more", 1);
    spans.leave(oneMore);
    assertThat(oneMore.isSampled()).isFalse();
    assertThat(spans.drain()).hasSize(CAPACITY);
    assertThat(spans.begin("next", 1).isSampled()).isTrue();
  }

  @Test
  void spansOfSeveralThreads_areAllDrained() throws Exception {
    Spans spans = new Spans(1);

    Together.run(
        8,
        thread -> IntStream.range(0, 100).forEach(i -> end(spans, spans.begin(thread, i), "span")));

    assertThat(spans.drain()).hasSize(800);
  }

  private static long sampled(Spans spans, int calls) {
    return IntStream.range(0, calls).filter(call -> isSampled(spans)).count();
  }

  private static boolean isSampled(Spans spans) {
    SpanContext span = spans.begin("owner", 1);
    spans.leave(span);
    return span != null && span.isSampled();
  }

  private static void end(Spans spans, SpanContext span, String name) {
    end(spans, span, name, Tags.NONE);
  }

  private static void end(Spans spans, SpanContext span, String name, Tags tags) {
    spans.leave(span);
    spans.end(span);
    spans.keep(span, name, tags, 5);
  }
}
