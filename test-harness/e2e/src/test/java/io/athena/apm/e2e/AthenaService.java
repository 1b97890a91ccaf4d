package io.athena.apm.e2e;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.ForkedJvmBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The sample service in a JVM of its own, and its client. */
final class AthenaService implements AutoCloseable {

  private static final int SIGTERM = 143;
  private static final int MOST_ROUNDS = 60;
  private static final Pattern ADDRESS = Pattern.compile("listening on (http://\\S+)");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final ForkedJvm jvm;
  private final String address;

  private AthenaService(ForkedJvm jvm) {
    this.jvm = jvm;
    var address = ADDRESS.matcher(jvm.awaitOut(ADDRESS.pattern(), Measured.LIMIT));
    assertThat(address.find()).isTrue();
    this.address = address.group(1);
  }

  /** Starts it with immediate answers and breakers that soon become half open. */
  static AthenaService start(ForkedJvmBuilder builder) {
    return new AthenaService(
        builder
            .property("athena.port", "0")
            .property("athena.stub.latency", "1-3")
            .property("athena.breaker.reset", "100")
            .property("athena.cache.ttl", "100")
            .jar(Artifacts.service())
            .start());
  }

  /** Sends every sample twice in a row: the second request finds the first one's analysis. */
  void analyzeSamples() {
    for (var sample : samples()) {
      analyze(sample);
      analyze(sample);
    }
  }

  private static List<Path> samples() {
    try (var files = Files.list(Artifacts.samples())) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void analyze(Path sample) {
    var uri = URI.create(address + "/analyze?name=" + sample.getFileName());
    try {
      var body = HttpRequest.BodyPublishers.ofFile(sample);
      send(HttpRequest.newBuilder(uri).POST(body).build());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The service's own counts; exact, because no request is under way. */
  Statistics statistics() {
    return new Statistics(read("/statistics"));
  }

  private JsonNode read(String path) {
    try {
      return json.readTree(send(HttpRequest.newBuilder(URI.create(address + path)).build()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String send(HttpRequest request) {
    return client.sendAsync(request, ofString()).orTimeout(30, SECONDS).join().body();
  }

  /** Ends it like an orchestrator, by SIGTERM, and checks its whole output. */
  void terminate() {
    end().isTheStartLine();
  }

  /** Like {@code stop}, but the caller checks standard error. */
  StandardError end() {
    jvm.terminate();
    assertThat(jvm.awaitExit(Measured.LIMIT)).isEqualTo(SIGTERM);
    assertThat(jvm.out()).singleElement().asString().contains(address);
    return StandardError.of(jvm);
  }

  /** Sends the samples, one after the other, until each kind of event has happened. */
  Statistics work(String failingModel) {
    for (int round = 0; round < MOST_ROUNDS; round++) {
      analyzeSamples();
      var statistics = statistics();
      if (statistics.areVaried(failingModel)) {
        return statistics;
      }
    }
    throw new AssertionError("not everything has happened: " + statistics().json());
  }

  @Override
  public void close() {
    jvm.close();
  }
}
