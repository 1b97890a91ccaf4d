package io.athena.apm.kit;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Sends the files of a directory to the sample service repeatedly, as the load of the demo. */
public final class FileSenderMain {

  private static final int NO_MODEL_ANSWERED = 502;
  private static final Duration PROGRESS = Duration.ofSeconds(5);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String service;
  private int sent;
  private int unanswered;

  private FileSenderMain(String service) {
    this.service = service;
  }

  /**
   * Sends until the time is over.
   *
   * @param arguments the service's URL, the directory, for how many seconds
   */
  public static void main(String... arguments) throws IOException, InterruptedException {
    FileSenderMain sender = new FileSenderMain(arguments[0]);
    try (Stream<Path> files = Files.list(Path.of(arguments[1]))) {
      sender.send(files.sorted().toList(), Duration.ofSeconds(Long.parseLong(arguments[2])));
    }
    sender.report();
  }

  private void send(List<Path> files, Duration time) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long said = start;
    for (int i = 0; System.nanoTime() - start < time.toNanos(); i = (i + 1) % files.size()) {
      send(files.get(i));
      if (System.nanoTime() - said > PROGRESS.toNanos()) {
        said = System.nanoTime();
        report();
      }
    }
  }

  private void report() {
    System.out.printf("  %d files sent, %d of them without an answer%n", sent, unanswered);
  }

  private void send(Path file) throws IOException, InterruptedException {
    String name = URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8);
    HttpResponse<Void> response =
        client.send(
            HttpRequest.newBuilder(URI.create(service + "/analyze?name=" + name))
                .POST(HttpRequest.BodyPublishers.ofFile(file))
                .build(),
            HttpResponse.BodyHandlers.discarding());
    if (response.statusCode() != 200 && response.statusCode() != NO_MODEL_ANSWERED) {
      throw new IOException(file + ": status " + response.statusCode());
    }
    sent++;
    unanswered += response.statusCode() == NO_MODEL_ANSWERED ? 1 : 0;
  }
}
