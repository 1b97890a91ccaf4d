package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.DirectStatsDClient;
import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.export.Exporter;
import io.athena.apm.core.settings.UdpEndpoint;
import io.athena.apm.exporters.hosts.HostLookup;
import io.athena.apm.exporters.pacing.Pacer;
import io.athena.apm.exporters.pacing.Pause;
import io.athena.apm.exporters.statsd.Container;
import io.athena.apm.metrics.MonotonicClock;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.metrics.Tags;
import io.athena.apm.spans.FinishedSpan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Sends to the Datadog Agent by Datadog's client. Called by one thread at a time.
 *
 * <p>The account is approximate. A line that the client accepts counts as sent. If the client
 * reports an error, all lines of that flush count as failed; their values are not sent again, since
 * most of them were sent. Only if the Agent's host is unknown, a later flush sends all values.
 * {@code StatsdExporter} with the dialect {@code dogstatsd} has an exact account.
 */
/*
 * A client is opened for each flush and closed at its end. An open client takes 0.9 % of a core
 * while idle: its two threads wake a hundred times a second. Closing it in blocking mode sends all
 * lines that it accepted.
 */
public final class DatadogExporter implements Exporter {

  private final HostLookup host;
  private final int port;
  private final Tags constant;
  private final int packetSize;
  private final int ownBytes;
  private final Pacer pacer;
  private final Delivery delivery;
  private final Consumer<String> report;
  private final Map<Series, SentSeries> bySeries = new WeakHashMap<>();
  private boolean failing;

  /**
   * Looks nothing up and opens nothing. Reports one sentence when sending begins to fail and one
   * when it works again.
   */
  public DatadogExporter(
      UdpEndpoint agent,
      Tags constant,
      int packetSize,
      Pause pause,
      Duration interval,
      Delivery delivery,
      Consumer<String> report) {
    this(
        HostLookup.of(agent.host(), new MonotonicClock()),
        agent.port(),
        constant,
        packetSize,
        new Pacer(pause, interval),
        delivery,
        report);
  }

  /** With the host that tests replace. */
  DatadogExporter(
      HostLookup host,
      int port,
      Tags constant,
      int packetSize,
      Pacer pacer,
      Delivery delivery,
      Consumer<String> report) {
    this.host = host;
    this.port = port;
    this.constant = Clients.withoutOwn(constant);
    this.packetSize = packetSize;
    this.ownBytes = Clients.ownBytes(System.getenv(), new Container());
    this.pacer = pacer;
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
    delivery.unsent(unsent(snapshot.samples()));
  }

  /** Sends the breakers' lines, among them their events and service checks. */
  @Override
  public void exportEarly(Snapshot breakers) {
    send(breakers);
  }

  private void send(Snapshot snapshot) {
    AtomicReference<Exception> problem = new AtomicReference<>(); // the first one
    try {
      host.beginFlush();
      InetSocketAddress agent = new InetSocketAddress(host.address(), port);
      DatadogLines lines;
      try (DirectStatsDClient client =
          Clients.open(agent, packetSize, e -> problem.compareAndSet(null, e))) {
        lines = write(snapshot.samples(), client);
      }
      settle(lines, problem.get());
    } catch (IOException | RuntimeException unreachable) {
      failed(reason(unreachable) + "; values are kept and sent when it works again");
    }
  }

  private DatadogLines write(List<Sample> samples, DirectStatsDClient client) {
    DatadogLines lines = new DatadogLines(client, pacer, packetSize, ownBytes);
    for (Sample sample : samples) {
      of(sample.series()).write(sample, lines);
    }
    return lines;
  }

  /** Called after the client is closed: it reports no more errors. */
  private void settle(DatadogLines lines, Exception problem) {
    delivery.written(lines.handedOver() + lines.dropped());
    delivery.dropped(lines.dropped());
    if (problem != null) {
      delivery.failed(lines.handedOver());
      host.failed();
      failed(reason(problem) + "; values of this flush may be lost");
      return;
    }
    delivery.sent(lines.handedOver(), 0);
    if (failing && lines.handedOver() > 0) {
      failing = false;
      report.accept("datadog: works again");
    }
  }

  private int unsent(List<Sample> samples) {
    int unsent = 0;
    for (Sample sample : samples) {
      unsent += of(sample.series()).isUnsent(sample) ? 1 : 0;
    }
    return unsent;
  }

  private SentSeries of(Series series) {
    SentSeries known = bySeries.get(series);
    if (known == null) {
      known = new SentSeries(series, constant);
      bySeries.put(series, known);
    }
    return known;
  }

  private void failed(String message) {
    if (!failing) {
      failing = true;
      report.accept("datadog: " + message);
    }
  }

  private static String reason(Exception problem) {
    if (problem instanceof UnknownHostException) {
      return "unknown host: " + problem.getMessage();
    }
    Throwable cause = problem.getCause();
    String message = problem.getMessage() == null ? problem.toString() : problem.getMessage();
    return message + (cause == null ? "" : " (" + cause + ")");
  }

  @Override
  public void close() {
    // Nothing is open between flushes.
  }
}
