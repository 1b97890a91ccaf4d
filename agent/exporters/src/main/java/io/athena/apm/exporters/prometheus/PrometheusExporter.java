package io.athena.apm.exporters.prometheus;

import io.athena.apm.core.export.Exporter;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.metrics.Tags;
import io.athena.apm.spans.FinishedSpan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Has values read by Prometheus. Nothing is sent: a flush leaves it alone, and each scrape takes a
 * snapshot, at most one a second.
 */
public final class PrometheusExporter implements Exporter {

  /** Scrapes within this time get the same values. */
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final String PATH = "/metrics";

  private final Supplier<Snapshot> snapshots;
  private final Tags constant;
  private final Consumer<String> problems;
  private final PrometheusEndpoint endpoint;
  private Snapshot last;
  private long lastTaken;

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
    this.snapshots = snapshots;
    this.constant = constant;
    this.problems = problems;
    this.endpoint = listen(address);
  }

  private PrometheusEndpoint listen(InetSocketAddress address) {
    try {
      if (address.isUnresolved()) {
        throw new IOException("unknown host");
      }
      PrometheusEndpoint listening = new PrometheusEndpoint(address, this::respond);
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

  private byte[] respond(String head) {
    if (head == null) {
      return HttpResponse.refusal(
          "431 Request Header Fields Too Large", "", "the request is longer than 8 KB");
    }
    HttpRequest request = HttpRequest.parse(head);
    if (request == null) {
      return HttpResponse.refusal("400 Bad Request", "", "this is not HTTP/1.1");
    }
    if (!request.method().equals("GET")) {
      return HttpResponse.refusal("405 Method Not Allowed", "Allow: GET\r\n", "only GET is served");
    }
    if (!request.path().equals(PATH)) {
      return HttpResponse.refusal("404 Not Found", "", "the metrics are at " + PATH);
    }
    return page(request);
  }

  private byte[] page(HttpRequest request) {
    Snapshot snapshot = snapshot();
    if (snapshot == null) {
      return HttpResponse.refusal("503 Service Unavailable", "", "the agent is busy");
    }
    ExpositionFormat format = ExpositionFormat.of(request.header("accept"));
    Collection<MetricFamily> families = MetricFamily.of(snapshot.samples(), constant, problems);
    return HttpResponse.page(
        format.contentType(),
        format.page(families),
        request.header("accept-encoding").contains("gzip"));
  }

  private Snapshot snapshot() {
    long now = System.nanoTime();
    if (last == null || now - lastTaken > FRESH_NANOS) {
      Snapshot taken = snapshots.get();
      if (taken != null) {
        last = taken;
        lastTaken = now;
      }
    }
    return last;
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
