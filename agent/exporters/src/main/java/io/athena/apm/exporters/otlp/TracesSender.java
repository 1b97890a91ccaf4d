package io.athena.apm.exporters.otlp;

import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.export.Shutdown;
import io.athena.apm.exporters.protobuf.ProtobufMessage;
import io.athena.apm.spans.FinishedSpan;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends spans. Those of a flush that has no time left, since the exit begins or the metrics took
 * all of it, go with the next one; a receiver knows a span by its number. Used by one thread at a
 * time.
 */
final class TracesSender {

  /** As many as are kept between two flushes. */
  static final int MOST_WAITING = 1_024;

  private final SpansEncoder encoder;
  private final OtlpSender sender;
  private final ProtobufMessage message;
  private final Shutdown.FlushLimit time;
  private final Delivery delivery;
  private List<FinishedSpan> waiting = List.of();

  /** Without spans. */
  TracesSender(
      OtlpSettings settings,
      OtlpSender sender,
      ProtobufMessage message,
      Shutdown.FlushLimit time,
      Delivery delivery) {
    this.encoder = new SpansEncoder(settings, message);
    this.sender = sender;
    this.message = message;
    this.time = time;
    this.delivery = delivery;
  }

  /** Sends the spans of a flush, and those that wait; the clocks as {@link SpansEncoder} has it. */
  void send(List<FinishedSpan> spans, long clocks) {
    List<FinishedSpan> all = new ArrayList<>(waiting);
    all.addAll(spans);
    waiting = List.of();
    if (isOutOfTime()) {
      keep(all);
    } else if (!all.isEmpty()) {
      encoder.encode(all, clocks);
      if (!sender.send(message, all.size()) && isOutOfTime()) {
        waiting = all.subList(0, Math.min(all.size(), MOST_WAITING));
      }
    }
  }

  private boolean isOutOfTime() {
    return time.isOver() && !time.isLast();
  }

  private void keep(List<FinishedSpan> all) {
    int kept = Math.min(all.size(), MOST_WAITING);
    waiting = all.subList(0, kept);
    lost(all.size() - kept);
  }

  private void lost(int spans) {
    delivery.written(spans);
    delivery.failed(spans);
  }

  /** Counts the spans that no flush has taken. */
  void close() {
    lost(waiting.size());
    waiting = List.of();
  }
}
