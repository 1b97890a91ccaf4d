package io.athena.apm.exporters.datadog;

import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.export.Exporter;
import io.athena.apm.core.metrics.MonotonicClock;
import io.athena.apm.core.metrics.Sample;
import io.athena.apm.core.metrics.Snapshot;
import io.athena.apm.core.metrics.Tags;
import io.athena.apm.core.settings.UdpEndpoint;
import io.athena.apm.core.spans.FinishedSpan;
import io.athena.apm.exporters.hosts.HostLookup;
import io.athena.apm.exporters.pacing.Pacer;
import io.athena.apm.exporters.pacing.Pause;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Sends to the Datadog Agent. Called by one thread at a time. */
/*
 * What is known of a flush
 *
 * Datadog's client writes the lines, and everything happens on the thread of the flush
 * (docs/rationale.md says why). The socket is not connected, so it never hears that nobody listens;
 * what the operating system refuses to send is known datagram by datagram. Where every one was
 * refused nothing has left and all values go out with the next flush. Where some were, the values
 * of their lines are lost, since which series they were of is not known and sending all again would
 * count the others twice; those lines are counted as dropped, exactly.
 */
public final class DatadogExporter implements Exporter {

  private final ClientSource clients;
  private final AgentPort agent;
  private final Datagrams datagrams;
  private final KnownSeries series;
  private final Delivery delivery;
  private final Consumer<String> report;
  private Lines lines; // null before the first flush
  private boolean failing;

  /**
   * Looks nothing up and opens nothing.
   *
   * @param endpoint where the Agent is
   * @param constant the tags that every series carries
   * @param pause rests between datagrams
   * @param delivery counts the lines
   * @param report takes one sentence when sending begins to fail and one when it works again
   */
  public DatadogExporter(
      UdpEndpoint endpoint,
      Tags constant,
      Pause pause,
      Duration interval,
      Delivery delivery,
      Consumer<String> report) {
    this(
        new Clients(),
        new UdpAgentPort(
            HostLookup.of(endpoint.host(), new MonotonicClock()), endpoint.port(), pause),
        Clients.withoutOwn(constant),
        new Pacer(pause, interval),
        delivery,
        report);
  }

  /** With parts to be replaced by tests. */
  DatadogExporter(
      ClientSource clients,
      AgentPort agent,
      Tags constant,
      Pacer pacer,
      Delivery delivery,
      Consumer<String> report) {
    this.clients = clients;
    this.agent = agent;
    this.datagrams = new Datagrams(agent, pacer, delivery);
    this.series = new KnownSeries(constant);
    this.delivery = delivery;
    this.report = report;
  }

  @Override
  public String name() {
    return "datadog";
  }

  @Override
  public void export(Snapshot snapshot, List<FinishedSpan> spans) {
    try {
      if (isOpen()) {
        write(snapshot.samples());
        settle(snapshot.samples());
      }
    } finally {
      agent.close();
    }
    delivery.unsent(unsent(snapshot.samples()));
  }

  private boolean isOpen() {
    try {
      agent.open();
      lines = lines == null ? new Lines(clients.open(datagrams)) : lines;
      return true;
    } catch (IOException | RuntimeException unreachable) {
      failed(0, reason(unreachable));
      return false;
    }
  }

  private void write(List<Sample> samples) {
    datagrams.begin();
    for (Sample sample : samples) {
      try {
        series.of(sample.series()).write(sample, lines);
      } catch (RuntimeException ofTheClient) {
        datagrams.unsendable();
      }
    }
    datagrams.end();
  }

  /** What has become of each datagram is known. */
  private void settle(List<Sample> samples) {
    if (datagrams.sent() == 0 && datagrams.refused() > 0) {
      failed(datagrams.refused(), datagrams.problem());
      return;
    }
    delivery.dropped(datagrams.refused());
    for (Sample sample : samples) {
      series.of(sample.series()).delivered(sample);
    }
    if (failing && datagrams.sent() > 0) {
      failing = false;
      report.accept("datadog: works again");
    }
  }

  private int unsent(List<Sample> samples) {
    int unsent = 0;
    for (Sample sample : samples) {
      unsent += series.of(sample.series()).isUnsent(sample) ? 1 : 0;
    }
    return unsent;
  }

  private void failed(int refused, String why) {
    delivery.failed(refused);
    if (!failing) {
      failing = true;
      report.accept("datadog: " + why + "; values are kept and sent when it works again");
    }
  }

  private static String reason(Exception problem) {
    if (problem instanceof UnknownHostException) {
      return "unknown host: " + problem.getMessage();
    }
    Throwable cause = problem.getCause();
    return Datagrams.reason(problem) + (cause == null ? "" : " (" + cause + ")");
  }

  @Override
  public void close() {
    // Nothing is open between flushes.
  }
}
