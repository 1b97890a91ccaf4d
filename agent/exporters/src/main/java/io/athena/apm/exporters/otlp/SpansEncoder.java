package io.athena.apm.exporters.otlp;

import io.athena.apm.exporters.protobuf.ProtobufMessage;
import io.athena.apm.spans.FinishedSpan;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Writes spans as a message {@code ExportTraceServiceRequest}. Source: opentelemetry-proto, {@code
 * trace.proto}. Used by one thread at a time.
 */
final class SpansEncoder {

  private static final int INTERNAL = 1;
  private static final int CLIENT = 3;
  private static final int ERROR = 2;
  private static final int SAMPLED = 1;

  /** What two readings of the clocks differ by at most, if nobody sets the wall clock. */
  private static final long TOLERANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final OtlpNames names;
  private final OtlpResource resource;
  private final ProtobufMessage message;
  private final Attributes attributes;
  private boolean hasOffset;
  private long offset;

  /** Writes into this message. */
  SpansEncoder(OtlpSettings settings, ProtobufMessage message) {
    this.names = settings.names();
    this.resource = settings.resource();
    this.message = message;
    this.attributes = new Attributes(message, 9);
  }

  /**
   * Writes spans.
   *
   * @param clocks the nanoseconds of the epoch less the monotonic clock. It is kept while it is
   *     about the same: so the spans of a trace are in order, though their ends are in several
   *     flushes
   */
  void encode(List<FinishedSpan> spans, long clocks) {
    if (!hasOffset || Math.abs(clocks - offset) > TOLERANCE_NANOS) {
      hasOffset = true;
      offset = clocks;
    }
    message.clear();
    int resourceSpans = message.begin(1);
    resource.writeTo(message);
    int scopeSpans = message.begin(2);
    resource.writeScopeTo(message);
    for (FinishedSpan span : spans) {
      add(span);
    }
    message.end(scopeSpans);
    message.end(resourceSpans);
  }

  private void add(FinishedSpan span) {
    int written = message.begin(2);
    message.bigEndian(1, span.trace().high(), span.trace().low());
    message.bigEndian(2, span.id());
    if (span.parent() != 0) {
      message.bigEndian(4, span.parent());
    }
    message.text(5, names.span(span));
    message.number(6, span.name().equals("ai.call") ? CLIENT : INTERNAL);
    message.fixed64(7, offset + span.start());
    message.fixed64(8, offset + span.start() + span.nanos());
    names.attributes(span, attributes);
    if (span.hasFailed()) {
      int status = message.begin(15);
      message.number(3, ERROR);
      message.end(status);
    }
    message.fixed32(16, SAMPLED);
    message.end(written);
  }
}
