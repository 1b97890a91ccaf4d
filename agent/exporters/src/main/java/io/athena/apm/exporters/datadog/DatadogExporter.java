package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.DirectStatsDClient;
import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.export.Exporter;
import io.athena.apm.core.metrics.Sample;
import io.athena.apm.core.metrics.Series;
import io.athena.apm.core.metrics.Snapshot;
import io.athena.apm.core.metrics.Tags;
import io.athena.apm.core.spans.FinishedSpan;
import io.athena.apm.exporters.pacing.Pacer;
import io.athena.apm.exporters.pacing.Pause;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;

/** Sends to the Datadog Agent. Called by one thread at a time. */
/*
 * A client for each flush
 *
 * The client has two threads, each of which looks a hundred times a second whether there is
 * something to do, and resolves its host once. So it lives as long as a flush does: between flushes
 * there is nothing, and every flush goes where the name points now. It is closed in its blocking
 * mode, the only one in which it sends what it was given before it ends (docs/rationale.md has
 * the numbers).
 *
 * It sends over sockets that are not connected, so it never hears that nobody listens; what the
 * operating system refuses to send it tells a handler, packet by packet, not which. Where every
 * packet was refused nothing has left and all values go out with the next flush. Where some were,
 * their values are lost, since sending all again would count the others twice; their lines are
 * counted as dropped, at the average of lines in a packet.
 */
public final class DatadogExporter implements Exporter {

  /** Bytes that a packet of the client takes over UDP. */
  private static final int PACKET = 1_432;

  /** The client does not tell how many it sends; a counter without any is not reported. */
  private static final int BYTES_UNKNOWN = 0;

  private final IdentityHashMap<Series, SentSeries> sent = new IdentityHashMap<>();
  private final BreakerNews breakers = new BreakerNews();
  private final Clients clients;
  private final Tags constant;
  private final Pacer pacer;
  private final Delivery delivery;
  private final Consumer<String> report;
  private boolean failing;

  /**
   * Looks nothing up and opens nothing.
   *
   * @param constant the tags that every series carries
   * @param pause rests between datagrams
   * @param delivery counts the lines
   * @param report takes one sentence when sending begins to fail and one when it works again
   */
  public DatadogExporter(
      Clients clients,
      Tags constant,
      Pause pause,
      Duration interval,
      Delivery delivery,
      Consumer<String> report) {
    this.clients = clients;
    this.constant = constant;
    this.pacer = new Pacer(pause, interval);
    this.delivery = delivery;
    this.report = report;
  }

  @Override
  public String name() {
    return "datadog";
  }

  @Override
  public void export(Snapshot snapshot, List<FinishedSpan> spans) {
    SendErrors errors = new SendErrors();
    Lines lines;
    try (DirectStatsDClient client = clients.open(errors)) {
      lines = new Lines(client, pacer, PACKET);
      write(snapshot, lines);
    } catch (RuntimeException unreachable) {
      // What the client throws when it can't find its host; nothing was written.
      failed(0, reason(unreachable));
      return;
    }
    settle(lines, errors);
  }

  private void write(Snapshot snapshot, Lines lines) {
    pacer.beginFlush();
    for (Sample sample : snapshot.samples()) {
      of(sample.series()).write(sample, lines);
      breakers.write(sample, of(sample.series()).names(), lines);
    }
  }

  private SentSeries of(Series series) {
    SentSeries known = sent.get(series);
    if (known == null) {
      known = new SentSeries(series, constant);
      sent.put(series, known);
    }
    return known;
  }

  /** The client is closed: whatever was refused has been told. */
  private void settle(Lines lines, SendErrors errors) {
    int packets = Math.max(lines.bytes() / PACKET, 1);
    if (errors.count() >= packets) {
      failed(lines.count(), errors.first());
      return;
    }
    for (SentSeries series : sent.values()) {
      series.delivered();
    }
    breakers.delivered();
    int lost = (int) ((long) lines.count() * errors.count() / packets);
    delivery.dropped(lost);
    delivery.sent(lines.count() - lost, BYTES_UNKNOWN);
    if (failing) {
      failing = false;
      report.accept("datadog: works again");
    }
  }

  private void failed(int lines, String why) {
    delivery.failed(lines);
    if (!failing) {
      failing = true;
      report.accept("datadog: " + why + "; values are kept and sent when it works again");
    }
  }

  private static String reason(Throwable problem) {
    Throwable cause = problem.getCause() == null ? problem : problem.getCause();
    return problem.getMessage() + (cause == problem ? "" : " (" + cause + ")");
  }

  @Override
  public void close() {
    // Nothing is open between flushes.
  }
}
