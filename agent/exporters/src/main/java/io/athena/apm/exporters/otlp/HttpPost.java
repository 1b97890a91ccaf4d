package io.athena.apm.exporters.otlp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpRetryException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.Callable;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocketFactory;

/** One request, on a thread of its own. Another thread may abort it. */
/*
 * Why it looks as it does
 *
 * HttpURLConnection sends a POST again by itself where the server closes the connection without an
 * answer, and so would count deltas twice: it does not in streaming mode. It keeps a connection for
 * five seconds, so that spans go over that of the metrics before them. A header "Connection: close"
 * does not prevent that: where the answer is empty and lacks this header, HttpURLConnection keeps a
 * connection that the receiver is about to close, and the next request fails.
 */
final class HttpPost implements Callable<HttpReply> {

  /** As much of an answer as is read. */
  static final int LARGEST_ANSWER = 64 * 1024;

  private final OtlpTarget target;
  private final String userAgent;
  private final SSLSocketFactory sockets;
  private final ByteArrayOutputStream body;
  private volatile HttpURLConnection connection;
  private volatile boolean aborted;

  /**
   * A request that is not sent yet.
   *
   * @param sockets null for HTTP
   * @param body compressed where the target wants that; not changed until the request has ended
   */
  HttpPost(
      OtlpTarget target, String userAgent, SSLSocketFactory sockets, ByteArrayOutputStream body) {
    this.target = target;
    this.userAgent = userAgent;
    this.sockets = sockets;
    this.body = body;
  }

  /** Ends the request from another thread: what it is sent on or read from is closed. */
  void abort() {
    aborted = true;
    HttpURLConnection open = connection;
    if (open != null) {
      open.disconnect();
    }
  }

  /** Sends the request and reads the answer. Throws nothing but errors. */
  @Override
  public HttpReply call() {
    HttpReply reply = reply();
    if (!reply.isSuccess() && connection != null) {
      connection.disconnect();
    }
    return reply;
  }

  private HttpReply reply() {
    try {
      connection = open();
      try (OutputStream out = connection.getOutputStream()) {
        if (aborted) {
          return HttpReply.failed(HttpReply.LATE);
        }
        body.writeTo(out);
      }
      return answer(connection);
    } catch (HttpRetryException unauthorized) {
      return HttpReply.of(unauthorized.responseCode());
    } catch (IOException | RuntimeException problem) {
      return HttpReply.failed(target.masked(reason(problem)));
    }
  }

  private HttpURLConnection open() throws IOException {
    HttpURLConnection opened = (HttpURLConnection) target.url().openConnection();
    int millis = (int) target.timeout().toMillis();
    opened.setConnectTimeout(millis);
    opened.setReadTimeout(millis);
    opened.setInstanceFollowRedirects(false);
    opened.setUseCaches(false);
    opened.setDoOutput(true);
    opened.setRequestMethod("POST");
    opened.setFixedLengthStreamingMode(body.size());
    for (Map.Entry<String, String> header : target.headers().entrySet()) {
      opened.setRequestProperty(header.getKey(), header.getValue());
    }
    opened.setRequestProperty("Content-Type", "application/x-protobuf");
    opened.setRequestProperty("User-Agent", userAgent);
    if (target.gzip()) {
      opened.setRequestProperty("Content-Encoding", "gzip");
    }
    if (opened instanceof HttpsURLConnection https) {
      https.setSSLSocketFactory(sockets);
      https.setHostnameVerifier(new NoOtherName());
    }
    return opened;
  }

  private static HttpReply answer(HttpURLConnection answered) throws IOException {
    int status = answered.getResponseCode();
    if (status < 0) {
      return HttpReply.failed("did not answer in HTTP");
    }
    return new HttpReply(status, answered.getHeaderField("Retry-After"), body(answered), null);
  }

  /** The start of an answer's body; empty if that is cut off: the status says what happened. */
  private static byte[] body(HttpURLConnection answered) {
    try (InputStream in =
        answered.getErrorStream() == null ? answered.getInputStream() : answered.getErrorStream()) {
      return in.readNBytes(LARGEST_ANSWER);
    } catch (IOException cutOff) {
      return new byte[0];
    }
  }

  private String reason(Exception problem) {
    if (problem instanceof UnknownHostException) {
      return "is unknown: the name server knows no " + target.url().getHost();
    }
    if (problem instanceof SocketTimeoutException) {
      return HttpReply.LATE;
    }
    return "failed: " + (problem.getMessage() == null ? problem : problem.getMessage());
  }

  /** Asked where the certificate has another name. The application's default may accept any. */
  private static final class NoOtherName implements HostnameVerifier {

    @Override
    public boolean verify(String host, SSLSession session) {
      return false;
    }
  }
}
