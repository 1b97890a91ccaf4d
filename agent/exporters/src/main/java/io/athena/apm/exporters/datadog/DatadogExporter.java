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
 * operating system refuses to send is known datagram by datagram. Where every one was refused
 * nothing has left and all values go out with the next flush. Where some were, the values of their
 * lines are lost, since which series they were of is not known and sending all again would count
 * the others twice; those lines are counted as dropped, exactly.
 */
public final class DatadogExporter implements Exporter {

  private final IdentityHashMap<Series, SentSeries> sent = new IdentityHashMap<>();
  private final BreakerNews breakers = new BreakerNews();
  private final ClientSource clients;
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
    this((ClientSource) clients, constant, pause, interval, delivery, report);
  }

  /** With clients to be replaced by tests. */
  DatadogExporter(
      ClientSource clients,
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
    send(snapshot);
    delivery.unsent(unsent(snapshot));
  }

  private void send(Snapshot snapshot) {
    pacer.beginFlush();
    Datagrams datagrams = new Datagrams(pacer);
    try (DirectStatsDClient client = clients.open(datagrams)) {
      write(snapshot, new Lines(client));
    } catch (RuntimeException unreachable) {
      // What the client throws when it can't find its host; nothing was written.
      failed(0, reason(unreachable));
      return;
    }
    settle(datagrams);
  }

  private void write(Snapshot snapshot, Lines lines) {
    for (Sample sample : snapshot.samples()) {
      of(sample.series()).write(sample, lines);
      breakers.write(sample, of(sample.series()).names(), lines);
    }
  }

  private int unsent(Snapshot snapshot) {
    int unsent = 0;
    for (Sample sample : snapshot.samples()) {
      unsent += of(sample.series()).isUnsent(sample) ? 1 : 0;
    }
    return unsent;
  }

  private SentSeries of(Series series) {
    SentSeries known = sent.get(series);
    if (known == null) {
      known = new SentSeries(series, constant);
      sent.put(series, known);
    }
    return known;
  }

  /** The client is closed: what has become of each datagram is known. */
  private void settle(Datagrams datagrams) {
    delivery.dropped(datagrams.unsendable());
    if (datagrams.sent() == 0 && datagrams.refused() > 0) {
      failed(datagrams.refused(), datagrams.problem());
      return;
    }
    for (SentSeries series : sent.values()) {
      series.delivered();
    }
    breakers.delivered();
    delivery.dropped(datagrams.refused());
    delivery.sent(datagrams.sent(), datagrams.bytes());
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
