package io.athena.apm.spans;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpansTest {

  private final Spans spans = new Spans(1);

  @Test
  void thread_isInNoSpan() {
    assertThat(spans.current()).isNull();
    assertThat(spans.enclosing(String.class)).isNull();
  }

  @Test
  void thread_isInTheInnermostSpan() {
    SpanContext outer = spans.begin("outer", 1);
    SpanContext inner = spans.begin("inner", 2);

    assertThat(spans.current()).isSameAs(inner);
    spans.leave(inner);
    assertThat(spans.current()).isSameAs(outer);
    spans.leave(outer);
    assertThat(spans.current()).isNull();
  }

  @Test
  void leavingTheOuterSpan_leavesWhatWasForgottenInIt() {
    SpanContext outer = spans.begin("outer", 1);
    spans.begin("forgotten", 2);

    spans.leave(outer);

    assertThat(spans.current()).isNull();
  }

  @Test
  void leavingSpan_thatThisThreadIsNotIn_changesNothing() {
    SpanContext gone = spans.begin("gone", 1);
    spans.leave(gone);
    SpanContext here = spans.begin("here", 2);

    spans.leave(gone);

    assertThat(spans.current()).isSameAs(here);
  }

  @Test
  void span_isFoundByItsOwnerAndStart() {
    SpanContext outer = spans.begin("rule", 1);
    SpanContext inner = spans.begin("rule", 2);

    assertThat(spans.leave("rule", 3)).isNull();
    assertThat(spans.leave("rule", 2)).isSameAs(inner);
    assertThat(spans.leave("rule", 1)).isSameAs(outer);
    assertThat(spans.leave("rule", 1)).isNull();
  }

  @Test
  void span_thatWasEndedElsewhere_isPassedOver() throws Exception {
    SpanContext outer = spans.begin("outer", 1);
    SpanContext inner = spans.begin("inner", 2);

    run(() -> spans.end(inner));

    assertThat(spans.current()).isSameAs(outer);
  }

  @Test
  void enclosingOwner_isTheInnermostOfItsClassThatGoesOn() {
    spans.begin("outer", 1);
    SpanContext middle = spans.begin("middle", 2);
    spans.begin(3, 3);

    assertThat(spans.enclosing(String.class)).isEqualTo("middle");
    spans.end(middle);
    assertThat(spans.enclosing(String.class)).isEqualTo("outer");
    assertThat(spans.enclosing(Integer.class)).isEqualTo(3);
  }

  @Test
  void ownerThatIsLookedFor_getsContext_whereNoSpanIsKept() {
    Spans none = new Spans(0);

    assertThat(none.begin("rule", 1)).isNull();
    assertThat(none.beginAlways("analysis", 1).isSampled()).isFalse();
    assertThat(none.enclosing(String.class)).isEqualTo("analysis");
  }

  @Test
  void otherThread_isInNone_untilItAdoptsOne() throws Exception {
    SpanContext span = spans.begin("span", 1);
    List<Object> seen = new ArrayList<>();

    run(
        () -> {
          seen.add(spans.current());
          SpanScope before = spans.adopt(span);
          seen.add(spans.current());
          seen.add(spans.enclosing(String.class));
          SpanContext child = spans.begin("child", 2);
          seen.add(child.parentId() == span.id() && child.trace().equals(span.trace()));
          spans.resume(before);
          seen.add(spans.current());
        });

    assertThat(seen).containsExactly(null, span, "span", true, null);
  }

  @Test
  void workForSpan_thatHasEnded_belongsToIt_butIsNotEnclosedByIt() throws Exception {
    SpanContext span = spans.begin("span", 1);
    spans.leave(span);
    spans.end(span);
    List<Object> seen = new ArrayList<>();

    run(
        () -> {
          spans.adopt(span);
          seen.add(spans.enclosing(String.class));
          seen.add(spans.begin("child", 2).parentId() == span.id());
        });

    assertThat(seen).containsExactly(null, true);
  }

  @Test
  void workForNoSpan_isInNone() {
    SpanContext span = spans.begin("span", 1);

    SpanScope before = spans.adopt(null);
    assertThat(spans.current()).isNull();
    spans.resume(before);

    assertThat(spans.current()).isSameAs(span);
  }

  @Test
  void platformThread_inheritsNothing() throws Exception {
    spans.begin("span", 1);
    List<Object> seen = new ArrayList<>();

    run(() -> seen.add(spans.current()));

    assertThat(seen).containsExactly((Object) null);
  }

  /** A task that submits itself again from within its own span, for hours. */
  @Test
  void spanThatIsOver_isForgotten_whereWorkForItGoesOn() {
    WeakReference<Object> first = chain(3, false);

    assertThat(spans.current()).isNotNull();
    assertThat(isCollected(first)).isTrue();
  }

  /** Each ends after the next has begun. */
  @Test
  void spanThatEndsLater_isForgotten_whereWorkForItGoesOn() {
    WeakReference<Object> first = chain(5, true);

    assertThat(spans.current()).isNotNull();
    assertThat(isCollected(first)).isTrue();
  }

  /**
   * Begins each span in a task of the span before; returns a reference to the owner of the first.
   */
  private WeakReference<Object> chain(int length, boolean overlapping) {
    Object owner = new Object();
    WeakReference<Object> first = new WeakReference<>(owner);
    SpanContext previous = null;
    for (int i = 0; i < length; i++) {
      spans.adopt(previous);
      SpanContext span = spans.begin(i == 0 ? owner : "next", i);
      spans.leave(span);
      spans.end(overlapping ? previous : span);
      previous = span;
    }
    spans.adopt(previous);
    return first;
  }

  private static boolean isCollected(WeakReference<Object> reference) {
    for (int i = 0; i < 50 && reference.get() != null; i++) {
      System.gc();
    }
    return reference.get() == null;
  }

  @Test
  void spanThatEndedUnderAnother_isForgotten() {
    WeakReference<Object> ended = endedUnderOthers();

    assertThat(isCollected(ended)).isTrue();
    assertThat(spans.current()).isNotNull();
  }

  /** As on an event loop, whose spans other threads end. */
  private WeakReference<Object> endedUnderOthers() {
    Object owner = new Object();
    WeakReference<Object> reference = new WeakReference<>(owner);
    SpanContext below = spans.begin(owner, 1);
    SpanContext second = spans.begin("second", 2);
    SpanContext third = spans.begin("third", 3);
    spans.end(below);
    spans.begin("fourth", 4);
    spans.end(second);
    spans.end(third);
    return reference;
  }

  @Test
  void threadThatForgetsToEndSpans_doesNotCollectThem() {
    for (int i = 0; i < 2 * Spans.DEEPEST; i++) {
      spans.begin("forgotten", i);
    }

    assertThat(spans.begin("one more", 1)).isNull();
    assertThat(spans.beginAlways("analysis", 1)).isNotNull();
  }

  @Test
  void firstSpan_runsWhatPreparesForSpans_once() {
    List<String> runs = new ArrayList<>();
    Spans prepared = new Spans(1);
    prepared.beforeFirst(() -> runs.add("prepared"));
    assertThat(runs).isEmpty();

    prepared.begin("first", 1);
    prepared.begin("second", 2);

    assertThat(runs).containsExactly("prepared");
  }

  private static void run(Runnable action) throws InterruptedException {
    List<Throwable> failures = new ArrayList<>();
    Thread thread = new Thread(action);
    thread.setUncaughtExceptionHandler((failed, problem) -> failures.add(problem));
    thread.start();
    thread.join();
    assertThat(failures).isEmpty();
  }
}
