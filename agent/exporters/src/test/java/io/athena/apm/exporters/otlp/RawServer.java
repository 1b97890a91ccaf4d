package io.athena.apm.exporters.otlp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server that does to each connection what no server of HTTP does. */
final class RawServer implements AutoCloseable {

  /** What it does to a connection, which it closes after that. */
  interface Treatment {
    void of(Socket connection, CountDownLatch end) throws IOException, InterruptedException;
  }

  private final ServerSocket server;
  private final CountDownLatch end = new CountDownLatch(1);

  RawServer(Treatment treatment) {
    try {
      server = new ServerSocket();
      server.setReceiveBufferSize(1024);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
    Thread thread = new Thread(() -> serve(treatment), "raw-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Closes each connection by a reset, in the middle of the request. */
  static RawServer resetting() {
    return new RawServer(
        (connection, end) -> {
          connection.getInputStream().read();
          connection.setSoLinger(true, 0);
        });
  }

  /** Accepts and reads nothing. */
  static RawServer notReading() {
    return new RawServer((connection, end) -> end.await());
  }

  /** Answers with a header that never ends, a byte at a time. */
  static RawServer trickling() {
    return new RawServer(
        (connection, end) -> {
          connection.setTcpNoDelay(true);
          byte[] start = "HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII);
          connection.getOutputStream().write(start);
          while (!end.await(5, TimeUnit.MILLISECONDS)) {
            connection.getOutputStream().write('x');
          }
        });
  }

  /** Answers a request with this, without reading more than its start. */
  static RawServer answering(String answer) {
    return new RawServer(
        (connection, end) -> {
          connection.getInputStream().readNBytes(20);
          connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
          connection.shutdownOutput();
          connection.getInputStream().readAllBytes();
        });
  }

  String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private void serve(Treatment treatment) {
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        treatment.of(connection, end);
      } catch (SocketException gone) {
        // By either side.
      } catch (IOException problem) {
        throw new UncheckedIOException(problem);
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  @Override
  public void close() {
    end.countDown();
    try {
      server.close();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
