package io.athena.apm.exporters.console;

import io.athena.apm.core.spans.FinishedSpan;
import io.athena.apm.core.spans.TraceId;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line for each span, those of a trace together and each below the one that it was in.
 *
 * <p>A span ends before the one that it is in. So a trace waits for its first span to end, but not
 * forever: that may run for hours, or may have been too many to be kept.
 */
final class SpanTrees {

  /** For how many flushes a trace waits. */
  static final int PATIENCE = 6;

  private final Map<TraceId, SpanTree> waiting = new LinkedHashMap<>();

  /** Appends the traces that are complete, or have waited long enough. */
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

  /** Appends what still waits: there will be no more. */
  void appendRest(StringBuilder text) {
    for (SpanTree tree : waiting.values()) {
      tree.append(text);
    }
    waiting.clear();
  }
}
