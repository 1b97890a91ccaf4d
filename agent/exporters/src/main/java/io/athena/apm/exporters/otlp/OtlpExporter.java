package io.athena.apm.exporters.otlp;

import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.export.Exporter;
import io.athena.apm.core.export.Shutdown;
import io.athena.apm.exporters.pacing.ParkingPause;
import io.athena.apm.exporters.pacing.Pause;
import io.athena.apm.exporters.protobuf.ProtobufMessage;
import io.athena.apm.metrics.MonotonicClock;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.spans.FinishedSpan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Sends metrics and kept spans to a receiver of OTLP over HTTP. Values that do not arrive are sent
 * by a later flush; spans are lost then. In the account a line is a data point or a span.
 *
 * <p>Called by one thread at a time. {@link #export} throws nothing if the receiver does not
 * answer, and takes an interval at most, or a second if that is longer.
 */
public final class OtlpExporter implements Exporter {

  private static final String KEPT = "values are kept and sent when it works again";
  private static final String LOST = "spans are lost until it works again";

  private final Delivery delivery;
  private final Shutdown.FlushLimit time;
  private final ProtobufMessage message = new ProtobufMessage();
  private final MetricsEncoder metrics;
  private final OtlpSender metricsSender;
  private final TracesSender traces;

  /** Looks nothing up and opens nothing. Reports when sending fails, and when it works again. */
  public OtlpExporter(
      OtlpSettings settings,
      Duration interval,
      Shutdown shutdown,
      Delivery delivery,
      Consumer<String> report) {
    this(
        settings,
        interval,
        shutdown.flushLimit(interval),
        new ParkingPause(),
        new MonotonicClock(),
        delivery,
        report);
  }

  /** With the parts that tests replace. */
  OtlpExporter(
      OtlpSettings settings,
      Duration interval,
      Shutdown.FlushLimit time,
      Pause pause,
      LongSupplier nanoTime,
      Delivery delivery,
      Consumer<String> report) {
    this.delivery = delivery;
    this.time = time;
    this.metrics = new MetricsEncoder(settings, message);
    Signals signals =
        new Signals(
            settings.resource().userAgent(), interval, time, pause, nanoTime, delivery, report);
    this.metricsSender = signals.sender(settings.metrics(), KEPT);
    OtlpSender spans = signals.sender(settings.traces(), LOST);
    this.traces = new TracesSender(settings, spans, message, time, delivery);
  }

  /** What the senders of both signals have in common. */
  private record Signals(
      String userAgent,
      Duration interval,
      Shutdown.FlushLimit time,
      Pause pause,
      LongSupplier nanoTime,
      Delivery delivery,
      Consumer<String> report) {

    OtlpSender sender(OtlpTarget target, String consequence) {
      HttpThread http = new HttpThread(target, userAgent, nanoTime);
      long longestPause = interval.toNanos() / 2;
      Attempts attempts = new Attempts(target, http, time, longestPause, pause, nanoTime);
      return new OtlpSender(target, attempts, consequence, delivery, report);
    }
  }

  @Override
  public String name() {
    return "otlp";
  }

  @Override
  public void export(Snapshot snapshot, List<FinishedSpan> spans) {
    time.begin();
    long now = TimeUnit.MILLISECONDS.toNanos(snapshot.epochMillis());
    delivery.unsent(metrics.encode(snapshot.samples(), now, new MetricsRequests()));
    traces.send(spans, now - snapshot.nanoTime());
  }

  private final class MetricsRequests implements MetricsEncoder.Requests {

    @Override
    public boolean send(int points) {
      return metricsSender.send(message, points);
    }
  }

  @Override
  public void close() {
    traces.close();
  }
}
