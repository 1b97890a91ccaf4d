package io.athena.apm.exporters.prometheus;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.nio.charset.StandardCharsets;

/** A response, which closes its connection. */
final class HttpResponse implements AutoCloseable {

  private final ByteBuffer[] parts;
  private final Runnable sent;

  private HttpResponse(String status, String headers, ByteBuffer body, Runnable sent) {
    String head =
        "HTTP/1.1 "
            + status
            + "\r\n"
            + headers
            + "Content-Length: "
            + body.remaining()
            + "\r\nConnection: close\r\n\r\n";
    this.parts = new ByteBuffer[] {ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)), body};
    this.sent = sent;
  }

  /** A response that says in one line why there is no page. */
  static HttpResponse refusal(String status, String headers, String reason) {
    byte[] body = (reason + "\n").getBytes(StandardCharsets.UTF_8);
    return new HttpResponse(
        status,
        headers + "Content-Type: text/plain; charset=utf-8\r\n",
        ByteBuffer.wrap(body),
        () -> {});
  }

  /**
   * A page.
   *
   * @param gzip whether it is compressed
   * @param sent runs when the page is not needed any more
   */
  static HttpResponse page(String contentType, boolean gzip, PageBuffer page, Runnable sent) {
    String headers = "Content-Type: " + contentType + "\r\nVary: Accept, Accept-Encoding\r\n";
    return new HttpResponse(
        "200 OK", headers + (gzip ? "Content-Encoding: gzip\r\n" : ""), page.content(), sent);
  }

  /** Writes what the channel takes; returns whether more is left. */
  boolean writeTo(GatheringByteChannel channel) throws IOException {
    channel.write(parts);
    return parts[1].hasRemaining();
  }

  /** It is not written any more. */
  @Override
  public void close() {
    sent.run();
  }
}
