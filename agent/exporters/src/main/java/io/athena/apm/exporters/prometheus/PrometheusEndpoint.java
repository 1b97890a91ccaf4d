package io.athena.apm.exporters.prometheus;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The HTTP server behind {@code /metrics}: one daemon thread, a bounded number of connections, each
 * with a bounded time and a bounded request.
 */
/*
 * Why not jdk.httpserver
 *
 * It is a module that a small image may lack, starts an executor and loads 500 classes more. What a
 * scrape needs is a GET and an answer. The thread never waits for one client: it reads and writes
 * what each connection lets it. Where too many are open, the oldest is closed for the newest, so
 * that clients that open connections and say nothing don't keep Prometheus out.
 */
final class PrometheusEndpoint implements Runnable, AutoCloseable {

  private static final int MOST_CONNECTIONS = 32;
  private static final int BACKLOG = 512;
  private static final long LOOK_MILLIS = TimeUnit.SECONDS.toMillis(1);

  private final ServerSocketChannel server;
  private final Selector selector;
  private final Function<String, HttpResponse> responder;
  private volatile boolean closed;

  /**
   * Listens from now on; the thread that serves is not started.
   *
   * @throws IOException where the address is taken or is none of this machine's
   */
  PrometheusEndpoint(InetSocketAddress address, Function<String, HttpResponse> responder)
      throws IOException {
    this.responder = responder;
    this.server = ServerSocketChannel.open();
    try {
      server.bind(address, BACKLOG);
      server.configureBlocking(false);
      selector = Selector.open();
      server.register(selector, SelectionKey.OP_ACCEPT);
    } catch (IOException | RuntimeException unusable) {
      server.close();
      throw unusable;
    }
  }

  int port() throws IOException {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  /** Starts to serve. */
  void start() {
    Thread thread = new Thread(null, this, "athena-apm-prometheus", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  @Override
  public void run() {
    while (!closed) {
      // An interrupt is meant for others, and would close the channels.
      Thread.interrupted();
      try {
        selector.select(LOOK_MILLIS);
        serve();
      } catch (IOException | RuntimeException | OutOfMemoryError problem) {
        // The next scrape may succeed; connections that failed are overdue soon.
        closeOverdue();
      }
    }
  }

  private void serve() throws IOException {
    for (SelectionKey key : selector.selectedKeys()) {
      if (key.isValid()) {
        if (key.isAcceptable()) {
          accept();
        } else {
          proceed(key);
        }
      }
    }
    selector.selectedKeys().clear();
    closeOverdue();
  }

  private void accept() throws IOException {
    for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
      if (selector.keys().size() > MOST_CONNECTIONS) {
        closeOldest();
      }
      channel.configureBlocking(false);
      channel.register(
          selector,
          SelectionKey.OP_READ,
          new ScrapeConnection(channel, responder, System.nanoTime()));
    }
  }

  private static void proceed(SelectionKey key) {
    ScrapeConnection connection = (ScrapeConnection) key.attachment();
    boolean more = false;
    try {
      more = connection.proceed(key);
    } catch (IOException gone) {
      // The client has closed the connection.
    } finally {
      if (!more) {
        connection.close();
      }
    }
  }

  private void closeOverdue() {
    long now = System.nanoTime();
    for (SelectionKey key : selector.keys()) {
      if (key.attachment() instanceof ScrapeConnection connection && connection.isOverdue(now)) {
        connection.close();
      }
    }
  }

  private void closeOldest() {
    ScrapeConnection oldest = null;
    for (SelectionKey key : selector.keys()) {
      if (key.attachment() instanceof ScrapeConnection connection
          && (oldest == null || connection.deadline() - oldest.deadline() < 0)) {
        oldest = connection;
      }
    }
    if (oldest != null) {
      oldest.close();
    }
  }

  /** Stops to listen. */
  @Override
  public void close() {
    closed = true;
    try {
      server.close();
    } catch (IOException gone) {
      // It is closed.
    }
    selector.wakeup();
  }
}
