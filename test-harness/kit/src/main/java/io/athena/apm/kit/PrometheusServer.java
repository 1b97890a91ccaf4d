package io.athena.apm.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Prometheus (Debian package {@code prometheus}, 2.42) in a process of its own, which scrapes one
 * port of the loopback interface once a second.
 */
public final class PrometheusServer implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);

  private final ServerFolder folder = ServerFolder.create("prometheus");
  private final int port = FreePort.tcp();
  private final HttpClient client = HttpClient.newHttpClient();
  private final LoggedProcess process;

  private PrometheusServer(String program, int target, boolean nativeHistograms) {
    var configuration = folder.file("prometheus.yml", Map.of("target", String.valueOf(target)));
    List<String> command =
        new ArrayList<>(
            List.of(
                program,
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + folder.path().resolve("data"),
                "--web.listen-address=127.0.0.1:" + port));
    if (nativeHistograms) {
      command.add("--enable-feature=native-histograms");
    }
    process = Guard.start(command.toArray(String[]::new));
  }

  /**
   * Starts a server and returns when it answers queries.
   *
   * @param target the port that it scrapes
   * @param nativeHistograms whether it asks for them
   * @throws org.opentest4j.TestAbortedException where Prometheus is missing, by the rule of {@link
   *     Requirement}
   */
  public static PrometheusServer start(int target, boolean nativeHistograms) {
    var program = Requirement.program("prometheus").toString();
    var server = new PrometheusServer(program, target, nativeHistograms);
    if (!Polling.until(() -> server.get("/-/ready") != null, START)) {
      server.close();
      throw server.process.failure("does not answer within " + START);
    }
    return server;
  }

  /** The answer to a query at this instant, as JSON of Prometheus' HTTP API. */
  public String query(String expression) {
    var encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    var answer = get("/api/v1/query?query=" + encoded);
    if (answer == null) {
      throw process.failure("refuses the query " + expression);
    }
    return answer;
  }

  /** Null unless the status is 200. */
  private String get(String path) {
    try {
      var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
      var response = client.send(request, BodyHandlers.ofString());
      return response.statusCode() == 200 ? response.body() : null;
    } catch (IOException notYet) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
  }

  /** Kills the server, waits until it is gone, and deletes its folder. */
  @Override
  public void close() {
    process.close();
    folder.close();
  }
}
