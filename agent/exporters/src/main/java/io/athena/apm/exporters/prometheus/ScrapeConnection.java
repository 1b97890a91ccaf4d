package io.athena.apm.exporters.prometheus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One connection: reads a request, writes the response, and is closed. Never waits. */
final class ScrapeConnection {

  /** As much as common servers read. */
  static final int LARGEST_HEAD = 8 * 1024;

  /** For all of a connection, so that clients that send a byte a second are gone soon. */
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final SocketChannel channel;
  private final Function<String, HttpResponse> responder;
  private final long deadline;
  private ByteBuffer head = ByteBuffer.allocate(1024);
  private HttpResponse response; // null before the request is complete

  /**
   * A connection that was accepted.
   *
   * @param responder makes the response to a request's first line and headers; {@code null} is a
   *     request that is too long
   */
  ScrapeConnection(SocketChannel channel, Function<String, HttpResponse> responder, long now) {
    this.channel = channel;
    this.responder = responder;
    this.deadline = now + LONGEST_NANOS;
  }

  boolean isOverdue(long now) {
    return deadline - now <= 0;
  }

  long deadline() {
    return deadline;
  }

  /** Reads or writes what is possible; returns whether there is more to do. */
  boolean proceed(SelectionKey key) throws IOException {
    if (response == null && !read()) {
      return false;
    }
    if (response != null) {
      key.interestOps(SelectionKey.OP_WRITE);
      return response.writeTo(channel);
    }
    return true;
  }

  /** False where the client has gone. */
  private boolean read() throws IOException {
    if (channel.read(head) < 0) {
      return false;
    }
    String text = new String(head.array(), 0, head.position(), StandardCharsets.ISO_8859_1);
    int end = end(text);
    if (end >= 0) {
      response = responder.apply(text.substring(0, end));
    } else if (head.position() == LARGEST_HEAD) {
      response = responder.apply(null);
    } else if (!head.hasRemaining()) {
      head = ByteBuffer.allocate(Math.min(2 * head.capacity(), LARGEST_HEAD)).put(head.flip());
    }
    return true;
  }

  private static int end(String text) {
    int end = text.indexOf("\r\n\r\n");
    return end >= 0 ? end : text.indexOf("\n\n");
  }

  void close() {
    HttpResponse written = response;
    response = null; // closed once: its buffer may be in use for another one by then
    if (written != null) {
      written.close();
    }
    try {
      channel.close();
    } catch (IOException gone) {
      // It is closed.
    }
  }
}
