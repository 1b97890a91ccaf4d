package io.athena.apm.exporters.console;

import io.athena.apm.metrics.Unit;
import io.athena.apm.spans.FinishedSpan;
import io.athena.apm.spans.TraceId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a line for each span: the spans of a trace together, each below its parent.
 *
 * <p>A span ends before its parent. So a trace waits until its first span has ended, but not longer
 * than some flushes: that span may run for hours, or may not have been kept.
 */
final class SpanTrees {

  /** The most flushes that a trace waits. */
  static final int PATIENCE = 6;

  private static final String WITHOUT_PARENT = "... ";

  private final Map<TraceId, Tree> waiting = new LinkedHashMap<>();

  private static final class Tree {

    private final List<FinishedSpan> spans = new ArrayList<>();
    private boolean complete; // the first span of the trace has ended
    private int flushes; // since the first of the spans

    void add(FinishedSpan span) {
      spans.add(span);
      complete |= span.parent() == 0;
    }

    boolean contains(long id) {
      for (FinishedSpan span : spans) {
        if (span.id() == id) {
          return true;
        }
      }
      return false;
    }
  }

  void append(List<FinishedSpan> spans, StringBuilder text) {
    for (FinishedSpan span : spans) {
      Tree tree = waiting.get(span.trace());
      if (tree == null) {
        tree = new Tree();
        waiting.put(span.trace(), tree);
      }
      tree.add(span);
    }
    for (Iterator<Tree> trees = waiting.values().iterator(); trees.hasNext(); ) {
      Tree tree = trees.next();
      if (tree.complete || ++tree.flushes > PATIENCE) {
        append(tree, text);
        trees.remove();
      }
    }
  }

  void appendRest(StringBuilder text) {
    for (Tree tree : waiting.values()) {
      append(tree, text);
    }
    waiting.clear();
  }

  /** Appends end, duration, name and tags of each span, in the order in which they began. */
  private static void append(Tree tree, StringBuilder text) {
    tree.spans.sort((one, other) -> Long.signum(one.start() - other.start()));
    for (FinishedSpan span : tree.spans) {
      if (!tree.contains(span.parent())) {
        append(span, span.parent() == 0 ? "" : WITHOUT_PARENT, tree, text);
      }
    }
  }

  private static void append(FinishedSpan span, String indent, Tree tree, StringBuilder text) {
    UtcTime.appendMillis(span.epochMillis(), text);
    text.append("  span  ").append(Quantity.text(Unit.NANOSECONDS, (double) span.nanos()));
    text.append("  ").append(indent).append(Table.printable(span.name()));
    String tags = Table.printable(span.tags().toString());
    text.append(tags.isEmpty() ? "" : "  ").append(tags).append('\n');
    for (FinishedSpan child : tree.spans) {
      if (child.parent() == span.id() && child.id() != span.id()) {
        append(child, indent + "  ", tree, text);
      }
    }
  }
}
