package io.athena.apm.exporters.prometheus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Makes the bytes of a response. Each closes its connection. */
final class HttpResponse {

  private HttpResponse() {}

  /** A response that says in one line why there is no page. */
  static byte[] refusal(String status, String headers, String reason) {
    byte[] body = (reason + "\n").getBytes(StandardCharsets.UTF_8);
    return of(status, headers + "Content-Type: text/plain; charset=utf-8\r\n", body);
  }

  /** A page, compressed where the client accepts that. */
  static byte[] page(String contentType, byte[] page, boolean gzip) {
    String headers = "Content-Type: " + contentType + "\r\nVary: Accept, Accept-Encoding\r\n";
    return gzip
        ? of("200 OK", headers + "Content-Encoding: gzip\r\n", compressed(page))
        : of("200 OK", headers, page);
  }

  private static byte[] of(String status, String headers, byte[] body) {
    String head =
        "HTTP/1.1 "
            + status
            + "\r\n"
            + headers
            + "Content-Length: "
            + body.length
            + "\r\nConnection: close\r\n\r\n";
    ByteArrayOutputStream all = new ByteArrayOutputStream(head.length() + body.length);
    all.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    all.writeBytes(body);
    return all.toByteArray();
  }

  private static byte[] compressed(byte[] page) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(page.length / 8 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(page);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
