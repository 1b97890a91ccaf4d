package io.athena.apm.exporters.prometheus;

import io.athena.apm.core.export.Exporter;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.metrics.Tags;
import io.athena.apm.spans.FinishedSpan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Has values read by Prometheus. Nothing is sent: a flush leaves it alone, and each scrape takes a
 * snapshot, at most one a second.
 */
public final class PrometheusExporter implements Exporter {

  private final PrometheusEndpoint endpoint;

  /**
   * Listens and serves; where the address can't be used, says so and serves nothing.
   *
   * @param address where to listen
   * @param snapshots takes a snapshot, within seconds; null where it can't
   * @param constant the tags that every series carries
   * @param problems gets a sentence for people
   */
  public PrometheusExporter(
      InetSocketAddress address,
      Supplier<Snapshot> snapshots,
      Tags constant,
      Consumer<String> problems) {
    this.endpoint = listen(address, new ScrapeResponder(snapshots, constant, problems), problems);
  }

  private static PrometheusEndpoint listen(
      InetSocketAddress address, ScrapeResponder responder, Consumer<String> problems) {
    try {
      if (address.isUnresolved()) {
        throw new IOException("unknown host");
      }
      PrometheusEndpoint listening = new PrometheusEndpoint(address, responder::respond);
      listening.start();
      if (address.getPort() == 0) {
        problems.accept(
            "prometheus: http://"
                + address.getHostString()
                + ":"
                + listening.port()
                + "/metrics is the page, since prometheus.port is 0");
      }
      return listening;
    } catch (IOException unusable) {
      problems.accept(
          "prometheus: can't listen on "
              + address.getHostString()
              + ":"
              + address.getPort()
              + " ("
              + unusable.getMessage()
              + "); nothing can be scraped, see prometheus.host and prometheus.port");
      return null;
    }
  }

  /** The port that it listens on; -1 where it does not. */
  int port() throws IOException {
    return endpoint == null ? -1 : endpoint.port();
  }

  @Override
  public String name() {
    return "prometheus";
  }

  @Override
  public void export(Snapshot snapshot, List<FinishedSpan> spans) {
    // Prometheus reads when it wants to.
  }

  @Override
  public void close() {
    if (endpoint != null) {
      endpoint.close();
    }
  }
}
