package io.athena.apm.exporters.console;

import io.athena.apm.metrics.Unit;
import io.athena.apm.spans.FinishedSpan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The finished spans of one trace. */
final class SpanTree {

  /** Written before a span whose own parent is not shown. */
  private static final String TORN_OFF = "... ";

  private final List<FinishedSpan> spans = new ArrayList<>();
  private boolean complete;
  private int flushes;

  void add(FinishedSpan span) {
    spans.add(span);
    complete |= span.parent() == 0;
  }

  /** Whether the first span of the trace has ended. */
  boolean isComplete() {
    return complete;
  }

  /** Counts a flush that did not write this trace; gives their number. */
  int waitedFlushes() {
    return ++flushes;
  }

  /** Appends a line with end, duration, name and tags of each span, in the order they began. */
  void append(StringBuilder text) {
    Collections.sort(spans, new ByStart());
    for (FinishedSpan span : spans) {
      if (!holds(span.parent())) {
        append(span, span.parent() == 0 ? "" : TORN_OFF, text);
      }
    }
  }

  private boolean holds(long id) {
    for (FinishedSpan span : spans) {
      if (span.id() == id) {
        return true;
      }
    }
    return false;
  }

  private void append(FinishedSpan span, String indent, StringBuilder text) {
    UtcTime.appendMillis(span.epochMillis(), text);
    text.append("  span  ").append(Quantity.text(Unit.NANOSECONDS, (double) span.nanos()));
    text.append("  ").append(indent).append(Printable.text(span.name()));
    String tags = Printable.text(span.tags().toString());
    text.append(tags.isEmpty() ? "" : "  ").append(tags).append('\n');
    for (FinishedSpan child : spans) {
      if (child.parent() == span.id() && child.id() != span.id()) {
        append(child, indent + "  ", text);
      }
    }
  }

  private static final class ByStart implements Comparator<FinishedSpan> {

    @Override
    public int compare(FinishedSpan one, FinishedSpan other) {
      return Long.compare(one.start() - other.start(), 0);
    }
  }
}
