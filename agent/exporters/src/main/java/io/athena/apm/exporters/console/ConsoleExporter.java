package io.athena.apm.exporters.console;

import io.athena.apm.core.export.Exporter;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.metrics.Tags;
import io.athena.apm.spans.FinishedSpan;
import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Writes a table of the changes since the last flush, for people to read. Writes nothing if nothing
 * changed.
 *
 * <p>Called by one thread at a time. Each flush is one call of the target's {@code append}.
 */
public final class ConsoleExporter implements Exporter {

  private static final String STATE = "circuit_breaker.state";

  private final Appendable target;
  private final SpanTrees spanTrees = new SpanTrees();
  private final boolean withSpans;
  private final String constantTags;
  private Changes changes; // null before the first flush

  /**
   * Writes nothing yet. The target is flushed if it is flushable, never closed; the constant tags
   * are shown once, above the table.
   */
  public ConsoleExporter(Appendable target, boolean withSpans, Tags constantTags) {
    this.target = target;
    this.withSpans = withSpans;
    this.constantTags = Table.printable(constantTags.toString());
  }

  @Override
  public String name() {
    return "console";
  }

  /** Writes the changes. If that throws {@link UncheckedIOException}, the next flush shows them. */
  @Override
  public void export(Snapshot snapshot, List<FinishedSpan> spans) {
    Changes current = changes == null ? Changes.first(snapshot) : changes.next(snapshot);
    StringBuilder text = new StringBuilder();
    if (withSpans) {
      spanTrees.append(spans, text);
    }
    current.append(constantTags, text);
    write(text);
    changes = current;
  }

  /** Writes a line for each breaker; the table of the next flush shows the numbers. */
  @Override
  public void exportEarly(Snapshot breakers) {
    StringBuilder text = new StringBuilder();
    for (Sample sample : breakers.samples()) {
      Series series = sample.series();
      if (series.metric().name().equals(STATE)) {
        UtcTime.appendSeconds(breakers.epochMillis(), text);
        text.append("  circuit breaker opened: ")
            .append(Table.printable(series.tags().toString()))
            .append('\n');
      }
    }
    write(text);
  }

  private void write(StringBuilder text) {
    if (text.isEmpty()) {
      return;
    }
    try {
      target.append(text);
      if (target instanceof Flushable flushable) {
        flushable.flush();
      }
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** Writes the spans that wait for others of their trace. Leaves the target open. */
  @Override
  public void close() {
    StringBuilder text = new StringBuilder();
    spanTrees.appendRest(text);
    write(text);
  }
}
