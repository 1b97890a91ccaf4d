package io.athena.apm.exporters.prometheus;

import io.athena.apm.metrics.Snapshot;
import io.athena.apm.metrics.Tags;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/**
 * Answers requests with the values of a snapshot, at most one a second. The buffer of a page is
 * used again once the page is sent, so a slow client makes the next page take another one. Used by
 * one thread at a time.
 */
final class ScrapeResponder {

  private static final String PATH = "/metrics";

  /** Scrapes within this time get the same values. */
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Supplier<Snapshot> snapshots;
  private final Map<ExpositionFormat, PageWriter> writers = new EnumMap<>(ExpositionFormat.class);
  private PageBuffer free = new PageBuffer(); // null while it is sent
  private Snapshot last;
  private long lastTaken;

  /** With the parameters of {@link PrometheusExporter}. */
  ScrapeResponder(Supplier<Snapshot> snapshots, Tags constant, Consumer<String> problems) {
    this.snapshots = snapshots;
    PageLayout text = new PageLayout(constant, TextPage::labels, problems);
    writers.put(ExpositionFormat.TEXT, new TextPage(false, text));
    writers.put(ExpositionFormat.OPEN_METRICS, new TextPage(true, text));
    writers.put(
        ExpositionFormat.PROTOBUF,
        new ProtobufPage(new PageLayout(constant, ProtobufPage::labels, problems)));
  }

  /** Answers a request's first line and headers; null is a request that is too long. */
  HttpResponse respond(String head) {
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
    Snapshot snapshot = snapshot();
    return snapshot == null
        ? HttpResponse.refusal("503 Service Unavailable", "", "the agent is busy")
        : page(request, snapshot);
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

  private HttpResponse page(HttpRequest request, Snapshot snapshot) {
    PageBuffer buffer = free == null ? new PageBuffer() : free;
    free = null;
    buffer.clear();
    ExpositionFormat format = ExpositionFormat.of(request.header("accept"));
    boolean gzip = request.header("accept-encoding").contains("gzip");
    write(format, snapshot, gzip, buffer);
    return HttpResponse.page(format.contentType(), gzip, buffer, () -> release(buffer));
  }

  /** Writes a page. */
  void write(ExpositionFormat format, Snapshot snapshot, boolean gzip, PageBuffer buffer) {
    try (OutputStream out = gzip ? new GZIPOutputStream(buffer) : buffer) {
      writers.get(format).write(snapshot.samples(), out);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void release(PageBuffer buffer) {
    if (buffer.isKept()) {
      free = buffer;
    }
  }
}
