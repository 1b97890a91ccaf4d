package com.athena.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The HTTP server of the service: a fixed number of threads on 127.0.0.1. */
public final class HttpService implements AutoCloseable {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int THREADS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final RunningRequests requests = new RunningRequests();
  private final Router router;

  private HttpService(HttpServer server, List<Route> routes) {
    this.server = server;
    this.router = new Router(routes);
  }

  /**
   * Starts serving.
   *
   * @param port 0 to 65535; 0 takes any free one
   * @throws IOException if the port is not free; its message is meant for people
   */
  public static HttpService start(int port, List<Route> routes) throws IOException {
    var service = new HttpService(bind(port), routes);
    service.server.setExecutor(service.threads);
    service.server.createContext("/", service::serve);
    service.server.start();
    return service;
  }

  /** The port it listens on, 1 to 65535. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Takes no more requests, finishes those that run within five seconds, and stops. */
  @Override
  public void close() {
    requests.drain(PATIENCE);
    server.stop(0);
    threads.shutdownNow();
  }

  private static HttpServer bind(int port) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
    } catch (IOException e) {
      throw new IOException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    if (!requests.enter()) {
      send(exchange, Response.error(503, "the service is stopping"));
      return;
    }
    try {
      send(exchange, answer(exchange));
    } finally {
      requests.leave();
    }
  }

  private Response answer(HttpExchange exchange) throws IOException {
    return router.answer(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        exchange.getRequestURI().getRawQuery(),
        exchange.getRequestBody());
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(response.body());
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(response.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
