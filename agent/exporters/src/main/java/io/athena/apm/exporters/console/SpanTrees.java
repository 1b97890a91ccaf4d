package io.athena.apm.exporters.console;

import io.athena.apm.spans.FinishedSpan;
import io.athena.apm.spans.TraceId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one line for each span: those of a trace together, each below its parent.
 *
 * <p>A span ends before its parent. So a trace waits until its first span has ended, but not for
 * ever: that span may run for hours, or may not have been kept.
 */
final class SpanTrees {

  /** The number of flushes that a trace waits. */
  static final int PATIENCE = 6;

  private final Map<TraceId, SpanTree> waiting = new LinkedHashMap<>();

  /** Appends the traces that are complete or have waited long enough. */
  void append(List<FinishedSpan> spans, StringBuilder text) {
    for (FinishedSpan span : spans) {
      SpanTree tree = waiting.get(span.trace());
      if (tree == null) {
        tree = new SpanTree();
        waiting.put(span.trace(), tree);
      }
      tree.add(span);
    }
    for (Iterator<SpanTree> trees = waiting.values().iterator(); trees.hasNext(); ) {
      SpanTree tree = trees.next();
      if (tree.isComplete() || tree.waitedFlushes() > PATIENCE) {
        tree.append(text);
        trees.remove();
      }
    }
  }

  /** Appends all traces that wait. */
  void appendRest(StringBuilder text) {
    for (SpanTree tree : waiting.values()) {
      tree.append(text);
    }
    waiting.clear();
  }
}
