package io.athena.apm.instrumentation.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.spans.FinishedSpan;
import io.athena.apm.spans.TraceParent;
import java.util.List;

/** What a line within a span shows, as this package's tests write it. */
final class SpanText {

  private SpanText() {}

  /** The ids of the only span, separated by a space. */
  static String of(List<FinishedSpan> spans) {
    assertThat(spans).hasSize(1);
    TraceParent place = new TraceParent(spans.get(0).trace(), spans.get(0).id(), true);
    return place.traceText() + " " + place.spanText();
  }
}
