package com.athena.stub;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The stub's HTTP server, on a free port of the loopback address. */
public final class ModelStub implements AutoCloseable {

  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int THREADS = 16;

  private final HttpServer server;
  private final ExecutorService threads;

  private ModelStub(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts a stub.
   *
   * @param latency how long a model takes
   * @param failures which requests fail
   * @param models in order of preference: when {@code failures} are bursts, each fails differently
   * @throws IOException if there is no free port
   */
  public static ModelStub start(Latency latency, FailureMode failures, List<String> models)
      throws IOException {
    var script = new FailureScript(failures, models);
    var loopback = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0);
    HttpServer server = HttpServer.create(loopback, 0);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    server.setExecutor(threads);
    server.createContext("/v1/chat/completions", new CompletionsHandler(latency, script));
    server.createContext(ReputationHandler.PATH, new ReputationHandler(latency, script));
    server.start();
    return new ModelStub(server, threads);
  }

  /** Where the stub listens; the OpenAI API is below {@code /v1}. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Stops at once; requests still running break off. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
