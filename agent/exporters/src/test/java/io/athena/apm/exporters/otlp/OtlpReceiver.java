package io.athena.apm.exporters.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** A receiver on loopback that answers as told, in order, and 200 after that. */
public final class OtlpReceiver implements AutoCloseable {

  /** A request as it arrived from a port of the client, its body not compressed. */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  public record Request(int client, String path, Map<String, List<String>> headers, byte[] body) {

    /** The first value of a header; null for none. */
    public String header(String name) {
      return headers.containsKey(name) ? headers.get(name).get(0) : null;
    }

    /** The decoded body. */
    public ExportMetricsServiceRequest metrics() {
      try {
        return ExportMetricsServiceRequest.parseFrom(body);
      } catch (InvalidProtocolBufferException malformed) {
        throw new UncheckedIOException(malformed);
      }
    }

    /** The decoded body. */
    public ExportTraceServiceRequest traces() {
      try {
        return ExportTraceServiceRequest.parseFrom(body);
      } catch (InvalidProtocolBufferException malformed) {
        throw new UncheckedIOException(malformed);
      }
    }
  }

  /** What a receiver does with a request that it has read. */
  public interface Answer {
    /** Answers. */
    void to(HttpExchange exchange) throws IOException;
  }

  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final HttpServer server;

  /** Listens on a free port. */
  public OtlpReceiver() {
    this(plain());
  }

  OtlpReceiver(HttpServer server) {
    this.server = server;
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  private static HttpServer plain() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** The port. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** The endpoint. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  OtlpReceiver then(Answer answer) {
    answers.add(answer);
    return this;
  }

  /** Answers with a status and, as name, value, headers. */
  OtlpReceiver then(int status, String... headers) {
    return then(
        exchange -> {
          for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
          }
          exchange.sendResponseHeaders(status, -1);
        });
  }

  OtlpReceiver thenBody(byte[] body) {
    return then(
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
        });
  }

  /** Does not answer before it is closed. */
  public OtlpReceiver thenHang() {
    return then(
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.putAll(exchange.getRequestHeaders());
      boolean gzip = headers.containsKey("Content-Encoding");
      requests.add(
          new Request(
              exchange.getRemoteAddress().getPort(),
              exchange.getRequestURI().getPath(),
              headers,
              gzip ? uncompressed(body) : body));
      Answer answer = answers.poll();
      if (answer == null) {
        exchange.sendResponseHeaders(200, -1);
      } else {
        answer.to(exchange);
      }
    }
  }

  private static byte[] uncompressed(byte[] body) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return in.readAllBytes();
    }
  }

  /** The requests so far, in the order of their arrival. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The metrics of all requests so far; forgets the requests. */
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    for (Request request = requests.poll(); request != null; request = requests.poll()) {
      if (request.path().equals("/v1/metrics")) {
        request
            .metrics()
            .getResourceMetricsList()
            .forEach(
                resource ->
                    resource
                        .getScopeMetricsList()
                        .forEach(scope -> metrics.addAll(scope.getMetricsList())));
      }
    }
    return metrics;
  }

  /** The spans of all requests so far. */
  public List<Span> spans() {
    return requests.stream()
        .filter(request -> request.path().equals("/v1/traces"))
        .flatMap(request -> request.traces().getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /** Attributes as text, by key. */
  public static Map<String, String> texts(List<KeyValue> attributes) {
    Map<String, String> texts = new TreeMap<>();
    for (KeyValue attribute : attributes) {
      texts.put(
          attribute.getKey(),
          attribute.getValue().hasStringValue()
              ? attribute.getValue().getStringValue()
              : attribute.getValue().hasIntValue()
                  ? String.valueOf(attribute.getValue().getIntValue())
                  : String.valueOf(attribute.getValue().getBoolValue()));
    }
    return texts;
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    executor.shutdown();
  }
}
