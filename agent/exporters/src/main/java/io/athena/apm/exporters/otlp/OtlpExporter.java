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
  private final SpansEncoder spansEncoder;
  private final OtlpSender spansSender;

  /** Looks nothing up and opens nothing. Reports when sending fails, and when it works again. */
  public OtlpExporter(
      OtlpSettings settings,
      String agentVersion,
      Duration interval,
      Shutdown shutdown,
      Delivery delivery,
      Consumer<String> report) {
    this(
        settings,
        agentVersion,
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
      String agentVersion,
      Duration interval,
      Shutdown.FlushLimit time,
      Pause pause,
      LongSupplier nanoTime,
      Delivery delivery,
      Consumer<String> report) {
    this.delivery = delivery;
    this.time = time;
    this.metrics = new MetricsEncoder(settings, message);
    this.spansEncoder = new SpansEncoder(settings, message);
    HttpThread http = new HttpThread("athena-apm/" + agentVersion, nanoTime);
    long longestPause = interval.toNanos() / 2;
    this.metricsSender =
        new OtlpSender(
            settings.metrics(), KEPT, http, time, longestPause, pause, nanoTime, delivery, report);
    this.spansSender =
        new OtlpSender(
            settings.traces(), LOST, http, time, longestPause, pause, nanoTime, delivery, report);
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
    if (!spans.isEmpty()) {
      spansEncoder.encode(spans, now - snapshot.nanoTime());
      spansSender.send(message, spans.size());
    }
  }

  private final class MetricsRequests implements MetricsEncoder.Requests {

    @Override
    public boolean send(int points) {
      return metricsSender.send(message, points);
    }
  }

  @Override
  public void close() {
    // Nothing is open between flushes.
  }
}
