package io.athena.apm.exporters.console;

import io.athena.apm.core.metrics.Unit;
import io.athena.apm.core.spans.FinishedSpan;
import java.util.List;

/** One line for each span. */
final class SpanLines {

  private SpanLines() {}

  /** Appends a line with end, duration, name and tags of each span. */
  static void append(List<FinishedSpan> spans, StringBuilder text) {
    for (FinishedSpan span : spans) {
      UtcTime.appendMillis(span.epochMillis(), text);
      text.append("  span  ").append(Quantity.text(Unit.NANOSECONDS, (double) span.nanos()));
      text.append("  ").append(Printable.text(span.name()));
      String tags = Printable.text(span.tags().toString());
      text.append(tags.isEmpty() ? "" : "  ").append(tags).append('\n');
    }
  }
}
